import { createHash } from 'node:crypto';
import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  KubernetesAdapter,
  KubernetesObject,
  ObjectKey,
  WatchedKind,
} from '../kubernetes';
import { foreignObject } from '../resources';
import { atVersionOf } from './atVersionOf';
import { NameTakenError } from './NameTakenError';

interface Applied {
  readonly hash: string;
  readonly version: string | undefined;
}

/**
 * Applies objects, and applies again only when the wish or the object changed: at rest the API server is asked nothing.
 * An object's status changes all the time and means nothing here, so where there is a generation it is what counts.
 */
export class ResourceApplier {
  private readonly applied = new Map<string, Applied>();

  constructor(private readonly kubernetes: KubernetesAdapter) {}

  /**
   * Looks whether the objects that are to be written are free or the cluster's own, before anything is written: what
   * somebody else made under a name that the cluster needs is never overwritten.
   * @throws NameTakenError
   */
  async assertFree(
    cluster: MySQLCluster,
    objects: readonly KubernetesObject[],
  ): Promise<void> {
    for (const object of objects) {
      const watched = this.watched(object);
      if (watched && this.applied.has(idOf(object))) continue;
      const live = watched ?? (await this.kubernetes.read(keyOf(object)));
      const why = live && foreignObject(cluster, live);
      if (!live || why === undefined) continue;
      throw new NameTakenError(why, isLeftOver(cluster, live));
    }
  }

  /**
   * @param madeFrom - what stood there when it was made, if it must not be written over anything newer
   * @returns whether anything was written
   * @throws ConflictError when something newer stands there
   */
  async apply(
    object: KubernetesObject,
    madeFrom?: KubernetesObject,
  ): Promise<boolean> {
    const id = idOf(object);
    const hash = createHash('sha256')
      .update(JSON.stringify(object))
      .digest('hex');
    const before = this.applied.get(id);
    const live = this.watched(object);
    if (before?.hash === hash && live && versionOf(live) === before.version) {
      return false;
    }
    const result = await this.kubernetes.apply(
      madeFrom ? atVersionOf(madeFrom, object) : object,
    );
    this.applied.set(id, { hash, version: versionOf(result) });
    return true;
  }

  /** Forgets what was applied, so that it is applied again. */
  forget(object: KubernetesObject): void {
    this.applied.delete(idOf(object));
  }

  private watched({
    kind,
    metadata,
  }: KubernetesObject): KubernetesObject | undefined {
    return isWatched(kind)
      ? this.kubernetes.getWatched(
          kind,
          metadata.namespace ?? '',
          metadata.name,
        )
      : undefined;
  }
}

/** What a deleted cluster of the same name owned goes by itself in a moment. */
function isLeftOver(
  { metadata }: MySQLCluster,
  live: KubernetesObject,
): boolean {
  return (live.metadata.ownerReferences ?? []).some(
    ({ kind, name, uid }) =>
      kind === 'MySQLCluster' && name === metadata.name && uid !== metadata.uid,
  );
}

function idOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}

function keyOf({ apiVersion, kind, metadata }: KubernetesObject): ObjectKey {
  const { namespace, name } = metadata;
  return { apiVersion, kind, namespace, name };
}

function versionOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.generation !== undefined
    ? `generation ${metadata.generation}`
    : metadata.resourceVersion;
}

const WATCHED: readonly string[] = [
  'StatefulSet',
  'Deployment',
  'Service',
  'Secret',
  'ConfigMap',
  'PodDisruptionBudget',
] satisfies WatchedKind[];

function isWatched(kind: string): kind is WatchedKind {
  return WATCHED.includes(kind);
}
