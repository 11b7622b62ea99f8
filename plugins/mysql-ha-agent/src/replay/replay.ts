import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Archive, readArchive } from '../archive/readArchive';
import { Manifest } from '../artifact';
import { ReplayStep, planReplay } from '../history/planReplay';
import { NotRecoverable } from '../history/NotRecoverable';
import { instant, microsOf } from '../history/instant';
import { RelayLogs } from './RelayLogs';
import { ReplayBatches } from './ReplayBatches';
import { ReplayJob } from './ReplayJob';
import { ReplayServer } from './ReplayServer';
import { fetchSegment } from './fetchSegment';
import { transactionsOf } from './transactionsOf';

/** What the data hold now. */
export interface Replayed {
  readonly gtidExecuted: string;
  /** Commit time of the newest transaction that was applied, in microseconds since 1970; undefined when none was. */
  readonly newest?: number;
}

/** What a plan asks of a backup. */
interface SavedAs {
  readonly manifest: Pick<Manifest, 'gtidExecuted' | 'completedAt'>;
}

/** Says whether a replay is possible, before anything is restored. @throws NotRecoverable */
export async function requireReplay(
  job: Pick<
    ReplayJob,
    'store' | 'archive' | 'target' | 'manifest' | 'path' | 'scratch'
  >,
): Promise<readonly ReplayStep[]> {
  return requireReplayOf(await readArchive(job.store, job.archive), job);
}

/** The same of an archive that was read before. @throws NotRecoverable */
export async function requireReplayOf(
  archive: Archive,
  job: Pick<ReplayJob, 'store' | 'target' | 'path' | 'scratch'> & SavedAs,
): Promise<readonly ReplayStep[]> {
  const steps = planned(archive, job);
  const last = steps[steps.length - 1];
  if (last) await requireOlderBackup(job, last);
  return steps;
}

/** A backup that ends in the same segment as the moment may hold what was committed after it. */
async function requireOlderBackup(
  { store, scratch, path }: Pick<ReplayJob, 'store' | 'scratch' | 'path'>,
  { segment, saved, until }: ReplayStep,
): Promise<void> {
  if (until === undefined || !saved || saved.isEmpty()) return;
  await mkdir(scratch, { recursive: true });
  const file = join(scratch, 'segment.zst');
  let later = false;
  for await (const { transaction } of transactionsOf(
    fetchSegment(store, segment, file),
  )) {
    if (!transaction) continue;
    later ||= transaction.committedAt > until;
    if (later && saved.contains(GtidSet.parse(transaction.gtid)))
      throw new NotRecoverable(
        `The backup ${path} can’t be restored to ${instant(until)}: it holds ${
          transaction.gtid
        }, which was committed at ${instant(
          transaction.committedAt,
        )}. Choose an older backup.`,
        { after: instant(segment.to) },
      );
  }
  await rm(file, { force: true });
}

/**
 * Applies archived transactions to restored data. Interrupted anywhere it can be begun again: mysqld skips a transaction
 * whose GTID it has.
 *
 * @throws NotRecoverable, NotApplied, DamagedArtifact, StoreError
 */
export async function replay(job: ReplayJob): Promise<Replayed> {
  const steps = await requireReplay(job);
  const { progress, signal, scratch } = job;
  const server = new ReplayServer(
    ...([job.programs, scratch, job.datadir, job.manifest.server] as const),
  );
  const batches = new ReplayBatches(job, steps);
  progress.begin(
    'apply the archived transactions',
    steps.reduce((sum, { segment }) => sum + segment.bytes, 0),
  );
  try {
    const none = new RelayLogs(join(scratch, 'relay'));
    none.close();
    await server.start(none);
    await server.forgetSource();
    let held = await server.executed();
    await server.stop();
    none.remove();
    for await (const { logs, wanted } of batches.from(held)) {
      signal?.throwIfAborted();
      await server.start(logs);
      await server.apply(logs, wanted, signal);
      held = await server.executed();
      await server.stop();
      logs.remove();
    }
    // A server that starts on the data gets an identity of its own.
    await rm(join(job.datadir, 'auto.cnf'), { force: true });
    const { newest } = batches;
    return { gtidExecuted: held.toString(), ...(newest && { newest }) };
  } finally {
    await server.kill();
    await rm(join(scratch, 'relay'), { recursive: true, force: true });
  }
}

function planned(
  archive: Archive,
  { manifest, path, target }: Pick<ReplayJob, 'path' | 'target'> & SavedAs,
): readonly ReplayStep[] {
  const base = {
    name: path,
    gtidExecuted: GtidSet.parse(manifest.gtidExecuted),
    completedAt: microsOf(manifest.completedAt),
  };
  return planReplay(archive, base, target);
}
