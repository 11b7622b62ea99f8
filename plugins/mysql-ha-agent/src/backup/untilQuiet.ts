import { setTimeout as delay } from 'node:timers/promises';
import { BackupJob } from './BackupJob';
import { LongStatement } from './longStatement';
import { NotCopied } from './NotCopied';

/** A report may take its time; whoever waits for longer had better be told. */
const patienceMs = 30 * 60_000;
const everyMs = 500;

/**
 * Waits until no statement of a client has been running for long. mysqldump begins with FLUSH TABLES: from then on whoever
 * wants a table that a statement has open waits as long as that one runs, readers too, and ending mysqldump doesn't help
 * them (https://dev.mysql.com/doc/refman/9.7/en/flush.html#flush-tables).
 *
 * @param look - finds one
 * @param forMs - for tests
 * @throws NotCopied naming the statement that does not end
 */
export async function untilQuiet(
  look: () => Promise<LongStatement | undefined>,
  {
    source,
    progress,
    signal,
  }: Pick<BackupJob, 'source' | 'progress' | 'signal'>,
  forMs: number = patienceMs,
): Promise<void> {
  const since = performance.now();
  for (let looks = 0; ; looks++) {
    const running = await look();
    if (!running) return;
    const { id, user, seconds, table } = running;
    if (performance.now() - since >= forMs)
      throw new NotCopied(
        `A statement of ${user} (connection ${id}) has been running on ${source.name} for ${seconds} s and has the table ${table} open, for which everybody would wait once mysqldump begins: end it (KILL QUERY ${id}), or choose Physical, which nobody waits for.`,
      );
    if (looks === 0) progress.begin('wait for a statement that takes long');
    await delay(everyMs, undefined, { signal });
  }
}
