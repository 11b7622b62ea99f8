import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { Manifest, readManifest } from '../artifact';
import { requireSpace } from '../backup/scratchSpace';
import { RestoreJob } from './RestoreJob';
import { checkRestored } from './checkRestored';
import { extractFiles } from './extractFiles';
import { loadDump } from './loadDump';

export type { RestoreJob };

/** Data that were restored and have passed their checks. @public */
export interface Restored {
  readonly manifest: Manifest;
  /** The transactions that they hold. */
  readonly gtidExecuted: string;
}

/**
 * Restores a backup. The data directory appears at the end, whole and checked: each object against its sha256, and in
 * a server that was started on it the GTID set and each table that the manifest knows. Interrupted, it begins anew.
 *
 * @throws DamagedArtifact, NotVerified, NotEnoughSpace, StoreError, ProgramFailed; the data directory is untouched then
 * @public
 */
export async function restore(job: RestoreJob): Promise<Restored> {
  const { datadir, store, path } = job;
  const manifest = await readManifest(store, path);
  requireDatabases(job, manifest);
  await requireEmpty(datadir);
  const staging = `${datadir}.restoring`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    await requireSpace(staging, manifest.bytes);
    if (manifest.method === 'Logical') await loadDump(job, manifest, staging);
    else await extractFiles(job, manifest, staging);
    const gtidExecuted = await checkRestored(job, manifest, staging);
    job.signal?.throwIfAborted();
    await rm(datadir, { recursive: true, force: true });
    await rename(staging, datadir);
    return { manifest, gtidExecuted };
  } catch (failure) {
    await rm(staging, { recursive: true, force: true });
    throw failure;
  }
}

function requireDatabases(job: RestoreJob, manifest: Manifest): void {
  if (job.databases.length === 0) return;
  if (manifest.method !== 'Logical')
    throw new Error(
      `${job.path} is a ${manifest.method} backup, from which single databases can’t be restored: leave databases out, or choose a Logical one.`,
    );
  const missing = job.databases.find(
    name => manifest.databases.length > 0 && !manifest.databases.includes(name),
  );
  if (missing !== undefined)
    throw new Error(
      `The database "${missing}" is not in ${
        job.path
      }, which holds ${manifest.databases.join(', ')}: correct spec.databases.`,
    );
}

async function requireEmpty(datadir: string): Promise<void> {
  const found = await readdir(datadir).catch(() => []);
  if (found.length > 0)
    throw new Error(
      `${datadir} is not empty (it holds ${found[0]}): a restore never overwrites data. Give it an empty volume. Nothing was changed.`,
    );
}
