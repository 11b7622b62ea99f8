import { findManifest, findRefutation, manifestKey } from '../artifact';
import { ObjectStore } from '../stores';
import { StoreError } from '../stores/StoreError';
import { FoundArtifact } from './FoundArtifact';
import { markOf } from './markOf';

/** What is looked for. @public */
export interface DiscoveryJob {
  readonly store: ObjectStore;
  /** Of one namespace’s clusters alone; left out: of all. */
  readonly namespace?: string;
  /** Marks of the paths that are known already: nothing of these is read. */
  readonly known: ReadonlySet<string>;
  /** So many are told at most; the rest is counted. */
  readonly most: number;
  readonly report: (artifact: FoundArtifact) => void;
  readonly signal?: AbortSignal;
}

/** What was found. @public */
export interface Discovered {
  /** Finished backups in the place, the known ones too. */
  readonly total: number;
  /** How many were told. */
  readonly found: number;
  /** How many were not: look again, knowing those that were. */
  readonly more: number;
  /** Of the known ones: marks of those that are there no more. */
  readonly lost: readonly string[];
  /** How many manifests this version can’t read. */
  readonly unreadable: number;
  /** Why it can’t read one of them. */
  readonly complaint?: string;
}

/** Where the operator puts artifacts: `<namespace>/<cluster>/backups/<name>`. */
const backupsFolder = 'backups/';

/**
 * Finds the backups in a place. Folders are listed, and of what lies in those of backups the names; read are the manifests
 * of unknown ones alone. What has no manifest, because it is being written or was torn, is no backup.
 *
 * @throws StoreError
 * @public
 */
export async function findArtifacts(job: DiscoveryJob): Promise<Discovered> {
  const { known, most, report } = job;
  const present = new Set<string>();
  let found = 0;
  let more = 0;
  let unreadable = 0;
  let complaint: string | undefined;
  for await (const path of finished(job)) {
    const mark = markOf(path);
    present.add(mark);
    if (known.has(mark)) continue;
    if (found === most) {
      more++;
      continue;
    }
    const read = await readArtifact(job.store, path);
    if (read === undefined) {
      // It was deleted a moment ago.
      present.delete(mark);
    } else if (typeof read === 'string') {
      unreadable++;
      complaint ??= read;
    } else {
      found++;
      report(read);
    }
  }
  const lost = [...known].filter(mark => !present.has(mark));
  const counted = { total: present.size, found, more, lost, unreadable };
  return complaint === undefined ? counted : { ...counted, complaint };
}

/** The paths of all artifacts that have a manifest. */
async function* finished({
  store,
  namespace,
  signal,
}: DiscoveryJob): AsyncIterable<string> {
  for await (const place of namespacesOf(store, namespace)) {
    for await (const cluster of store.folders(place)) {
      const folder = `${cluster}${backupsFolder}`;
      for await (const { key } of store.list(folder)) {
        signal?.throwIfAborted();
        const path = key.slice(0, -manifestKey('').length);
        const isArtifact = !path.slice(folder.length).includes('/');
        if (isArtifact && key === manifestKey(path)) yield path;
      }
    }
  }
}

async function* namespacesOf(
  store: ObjectStore,
  namespace: string | undefined,
): AsyncIterable<string> {
  if (namespace === undefined) yield* store.folders('');
  else yield `${namespace}/`;
}

/** @returns a sentence when this version can’t read it; undefined when it is gone */
async function readArtifact(
  store: ObjectStore,
  path: string,
): Promise<FoundArtifact | string | undefined> {
  try {
    const read = await findManifest(store, path);
    if (!read) return undefined;
    const { manifest, sha256 } = read;
    const { cluster, method, databases, source, version } = manifest;
    const { gtidExecuted, startedAt, completedAt, sizeBytes } = manifest;
    const refutation = await findRefutation(store, path);
    return {
      ...{ path, sha256, method, databases, source, version },
      ...{ namespace: cluster.namespace, cluster: cluster.name },
      ...{ gtidExecuted, startedAt, completedAt, sizeBytes },
      ...(refutation && { refutation }),
    };
  } catch (failure) {
    if (!(failure instanceof StoreError))
      return failure instanceof Error ? failure.message : String(failure);
    if (failure.failure !== 'missing') throw failure;
    return undefined;
  }
}
