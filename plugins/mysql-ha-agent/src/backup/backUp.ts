import {
  Manifest,
  findManifest,
  manifestFormat,
  removeArtifact,
  writeManifest,
} from '../artifact';
import { BackupJob } from './BackupJob';
import { Copied } from './Copied';
import { logicalBackup } from './logicalBackup';
import { physicalBackup } from './physicalBackup';

export type { BackupJob };

/** A backup that is in the store. @public */
export interface FinishedBackup {
  readonly manifest: Manifest;
  /** Of the manifest, which holds those of all objects. */
  readonly sha256: string;
}

/**
 * Makes a backup. Its manifest is written last; whatever fails before removes what is in the store already, and what a
 * killed run left at the same path goes first.
 *
 * @throws StoreError, ProgramFailed and others with a sentence for a person
 * @public
 */
export async function backUp(job: BackupJob): Promise<FinishedBackup> {
  const { id, store, path, signal } = job;
  const found = await findManifest(store, path);
  // A run before this one was killed when it was through and could not say so any more.
  if (found && id !== undefined && found.manifest.id === id) return found;
  if (found)
    throw new Error(
      `There is a backup at ${path} in ${store.where} already: choose another path. Nothing was changed.`,
    );
  await removeArtifact(store, path);
  const startedAt = new Date().toISOString();
  try {
    const copied = await copy(job);
    signal?.throwIfAborted();
    // An upload that was begun twice, as the answer to the first try was lost, costs money until it is dropped.
    await store.dropUnfinished(`${path}/`).catch(() => {});
    const manifest = manifestOf(job, copied, startedAt);
    const sha256 = await writeManifest(store, path, manifest, signal);
    return { manifest, sha256 };
  } catch (failure) {
    // The failure is what matters; the next run at this path clears what stays now.
    await removeArtifact(store, path).catch(() => {});
    throw failure;
  }
}

function copy(job: BackupJob): Promise<Copied> {
  switch (job.method) {
    case 'Physical':
      return physicalBackup(job);
    case 'Logical':
      return logicalBackup(job);
    case 'XtraBackup':
      throw new Error(
        'method XtraBackup is not supported yet: choose Physical, which copies the files as well and locks nothing.',
      );
    default:
      throw new Error(`unknown method ${job.method satisfies never}`);
  }
}

function manifestOf(
  job: BackupJob,
  copied: Copied,
  startedAt: string,
): Manifest {
  const objects = copied.streams.flatMap(stream => stream.objects);
  return {
    format: manifestFormat,
    ...(job.id !== undefined && { id: job.id }),
    cluster: job.cluster,
    method: job.method,
    databases: [...job.databases],
    source: job.source.name,
    ...copied,
    startedAt,
    completedAt: new Date().toISOString(),
    bytes: copied.streams.reduce((sum, { bytes }) => sum + bytes, 0),
    sizeBytes: objects.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(job.clusterSpec && { clusterSpec: job.clusterSpec }),
  };
}
