import { readdir } from 'node:fs/promises';
import { DamagedArtifact, Manifest, readManifest } from '../artifact';
import { NoSuchDatabase } from '../backup/NoSuchDatabase';
import { requireSpace } from '../backup/scratchSpace';
import { NotRecoverable, instant } from '../history';
import { NotApplied, Replayed, replay, requireReplay } from '../replay';
import { RestoreJob } from './RestoreJob';
import { Staging } from './Staging';
import { checkRestored } from './checkRestored';
import { extractFiles } from './extractFiles';
import { loadDump } from './loadDump';
import { requireVersion } from './requireVersion';

export type { RestoreJob };

/** Data that were restored and have passed their checks. @public */
export interface Restored {
  readonly manifest: Manifest;
  /** The transactions that they hold. */
  readonly gtidExecuted: string;
  /** Commit time of the newest archived transaction that was applied, RFC 3339. */
  readonly restoredTo?: string;
}

/**
 * Restores a backup, and on demand applies what was archived after it up to a moment. The data directory appears at the
 * end, whole and checked: each object against its sha256, and in a server that was started on it the GTID set and each
 * table that the manifest knows. Interrupted before these checks it begins anew, after them it goes on.
 *
 * @throws NotRecoverable, NoSuchDatabase and NewerMySql before anything is done; DamagedArtifact, NotVerified, NotApplied, NotEnoughSpace, StoreError,
 * ProgramFailed; the data directory is untouched then
 * @public
 */
export async function restore(job: RestoreJob): Promise<Restored> {
  const { datadir, store, path } = job;
  const manifest = await readManifest(store, path);
  requireDatabases(job, manifest);
  const staging = new Staging(datadir, manifest);
  const ended = await staging.result();
  if (ended && !(await isEmpty(datadir))) {
    // A run was killed between its last step and its last word.
    await staging.forget();
    return { manifest, ...ended };
  }
  await requireEmpty(datadir);
  await requireVersion(job, manifest);
  const replayed = await replayOf(job, manifest, staging.folder);
  try {
    if (!(await staging.isChecked())) await fill(job, manifest, staging);
    const { gtidExecuted, newest } = await replayed();
    job.signal?.throwIfAborted();
    const result = {
      gtidExecuted,
      ...(newest !== undefined && { restoredTo: instant(newest) }),
    };
    await staging.becomes(datadir, result);
    return { manifest, ...result };
  } catch (failure) {
    if (!(await staging.isChecked()) || isFinal(failure))
      await staging.remove();
    throw failure;
  }
}

/** Brings the backup’s own data back and checks them. */
async function fill(
  job: RestoreJob,
  manifest: Manifest,
  staging: Staging,
): Promise<void> {
  const { folder } = staging;
  await staging.begin();
  await requireSpace(folder, manifest.bytes);
  if (manifest.method === 'Logical') await loadDump(job, manifest, folder);
  else await extractFiles(job, manifest, folder);
  await staging.checked(await checkRestored(job, manifest, folder));
}

/** Says that the point in time can be reached, and how to. Without one nothing has to be applied. */
async function replayOf(
  job: RestoreJob,
  manifest: Manifest,
  folder: string,
): Promise<() => Promise<Replayed>> {
  const { pointInTime } = job;
  if (!pointInTime)
    return async () => ({
      gtidExecuted: (await new Staging(job.datadir, manifest).held()) ?? '',
    });
  if (job.databases.length > 0 || manifest.databases.length > 0)
    throw new Error(
      'Single databases can’t be restored to a point in time, as archived transactions may span others: restore all into a new cluster and copy the database from there.',
    );
  const replayJob = { ...job, ...pointInTime, manifest, datadir: folder };
  await requireReplay(replayJob);
  return () => replay(replayJob);
}

/** Another try would end the same way. */
function isFinal(failure: unknown): boolean {
  return (
    failure instanceof NotApplied ||
    failure instanceof NotRecoverable ||
    failure instanceof DamagedArtifact
  );
}

function requireDatabases(job: RestoreJob, manifest: Manifest): void {
  if (job.databases.length === 0) return;
  if (manifest.method !== 'Logical')
    throw new NotRecoverable(
      `${job.path} is a ${manifest.method} backup, from which single databases can’t be restored: leave databases out, or choose a Logical one.`,
    );
  const missing = job.databases.find(
    name => manifest.databases.length > 0 && !manifest.databases.includes(name),
  );
  if (missing !== undefined)
    throw new NoSuchDatabase(missing, `in ${job.path}`, manifest.databases);
}

async function requireEmpty(datadir: string): Promise<void> {
  const [found] = await contentOf(datadir);
  if (found !== undefined)
    throw new Error(
      `${datadir} is not empty (it holds ${found}): a restore never overwrites data. Give it an empty volume. Nothing was changed.`,
    );
}

async function isEmpty(datadir: string): Promise<boolean> {
  return (await contentOf(datadir)).length === 0;
}

function contentOf(datadir: string): Promise<string[]> {
  return readdir(datadir).catch(() => []);
}
