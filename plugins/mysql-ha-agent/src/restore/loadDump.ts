import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Manifest, readStream } from '../artifact';
import { NoSuchDatabase } from '../backup/NoSuchDatabase';
import { ScratchMysqld } from '../mysql';
import { RunningProgram } from '../mysql/RunningProgram';
import { DatabaseFilter } from './DatabaseFilter';
import { RestoreJob } from './RestoreJob';

/**
 * Loads a Logical backup into a new server of the agent’s own.
 *
 * @throws NoSuchDatabase for one that is asked for and not in it, which nobody knows before of a backup of all
 */
export async function loadDump(
  job: RestoreJob,
  manifest: Manifest,
  into: string,
): Promise<void> {
  const { programs, scratch, progress, store, signal, databases } = job;
  progress.begin('make an empty server');
  await rm(into, { recursive: true, force: true });
  const { lower_case_table_names: names = '0' } = manifest.server;
  const mysqld = new ScratchMysqld(programs.mysqld, scratch, into, {
    lower_case_table_names: names,
    // Definers of views and routines may be accounts that come later, or that nobody restores.
    log_bin_trust_function_creators: 'ON',
    innodb_flush_log_at_trx_commit: '0',
    innodb_doublewrite: 'OFF',
    // Rows come in the order of their primary keys, and belong anywhere in the other indexes.
    innodb_buffer_pool_size: '256M',
  });
  await mysqld.initialise();
  try {
    await mysqld.start();
    // One session for all of it: in the end root is the source’s, and locked there.
    const session = await mysqld.connect();
    await session.query('SET SESSION wait_timeout = 2147483');
    // A crash of this server only means to begin anew, and the log doubles what is written.
    await session.query('ALTER INSTANCE DISABLE INNODB REDO_LOG');
    progress.begin('load the dump', manifest.sizeBytes);
    // The accounts stand in the last stream; a part of a server comes without them.
    const wanted =
      databases.length > 0 ? manifest.streams.slice(0, 1) : manifest.streams;
    const filter = new DatabaseFilter(databases);
    const load = (sql: Readable) => {
      const client = RunningProgram.start(
        'mysql',
        programs.mysql,
        [
          '--no-defaults',
          `--socket=${mysqld.socket}`,
          '--user=root',
          '--binary-mode',
          '--max-allowed-packet=1G',
          '--default-character-set=utf8mb4',
        ],
        { input: true, signal },
      );
      return client.feed(databases.length > 0 ? sql.compose(filter) : sql);
    };
    for (const stream of wanted)
      await readStream(store, stream, progress, load);
    const missing = databases.find(name => !filter.seen.has(name));
    if (missing !== undefined)
      throw new NoSuchDatabase(missing, `in ${job.path}`, [...filter.seen]);
    await session.query('ALTER INSTANCE ENABLE INNODB REDO_LOG');
    session.destroy();
    await mysqld.stop();
  } finally {
    await mysqld.kill();
  }
  for (const own of ['auto.cnf']) await rm(join(into, own), { force: true });
}
