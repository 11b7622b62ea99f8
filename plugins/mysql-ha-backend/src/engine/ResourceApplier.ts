import { createHash } from 'node:crypto';
import {
  KubernetesAdapter,
  KubernetesObject,
  WatchedKind,
} from '../kubernetes';

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

  /** @returns whether anything was written */
  async apply(object: KubernetesObject): Promise<boolean> {
    const { kind, metadata } = object;
    const id = `${kind}/${metadata.name}`;
    const hash = createHash('sha256')
      .update(JSON.stringify(object))
      .digest('hex');
    const before = this.applied.get(id);
    const live = this.watched(object);
    if (before?.hash === hash && live && versionOf(live) === before.version) {
      return false;
    }
    const result = await this.kubernetes.apply(object);
    this.applied.set(id, { hash, version: versionOf(result) });
    return true;
  }

  /** Forgets what was applied, so that it is applied again. */
  forget(object: KubernetesObject): void {
    this.applied.delete(`${object.kind}/${object.metadata.name}`);
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

function versionOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.generation !== undefined
    ? `generation ${metadata.generation}`
    : metadata.resourceVersion;
}

const WATCHED: readonly string[] = [
  'StatefulSet',
  'Service',
  'Secret',
  'ConfigMap',
  'PodDisruptionBudget',
] satisfies WatchedKind[];

function isWatched(kind: string): kind is WatchedKind {
  return WATCHED.includes(kind);
}
