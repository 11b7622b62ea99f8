import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { clusterNameOf } from '../clusterNameOf';
import {
  InvalidCluster,
  KubernetesObject,
  WatchedKind,
  WatchEvent,
} from '../types';
import { NamespacedMap } from './NamespacedMap';
import { parseCluster, ParsedCluster } from './parseCluster';

/** What the watches have seen so far, indexed by the questions that are asked of it. */
export class ObjectCache {
  private readonly objects = new Map<
    WatchedKind,
    NamespacedMap<KubernetesObject>
  >();
  private readonly owned = new Map<
    WatchedKind,
    NamespacedMap<Map<string, KubernetesObject>>
  >();
  private readonly clusters = new NamespacedMap<ParsedCluster>();
  private readonly listeners = new Set<(event: WatchEvent) => void>();

  constructor(private readonly logger: Pick<LoggerService, 'error'>) {}

  /** Takes over a whole list; what was known in its scope and is not listed is gone. */
  replace(
    kind: WatchedKind,
    namespace: string | undefined,
    listed: readonly KubernetesObject[],
  ): void {
    const uids = new Set(listed.map(object => object.metadata.uid));
    for (const known of [...this.of(kind).values(namespace)]) {
      if (!uids.has(known.metadata.uid)) this.remove(kind, known);
    }
    for (const object of listed) this.set(kind, object);
  }

  /** Takes over an object that was added or changed. */
  set(kind: WatchedKind, object: KubernetesObject): void {
    const { namespace = '', name, resourceVersion } = object.metadata;
    const known = this.of(kind).get(namespace, name);
    if (known && known.metadata.resourceVersion === resourceVersion) return;
    if (known) this.unindex(kind, known);
    this.of(kind).set(namespace, name, object);
    this.index(kind, object);
    this.emit({ type: known ? 'updated' : 'added', kind, object });
  }

  /** Forgets an object; `object` is its last state. */
  remove(kind: WatchedKind, object: KubernetesObject): void {
    const { namespace = '', name } = object.metadata;
    const known = this.of(kind).get(namespace, name);
    if (!known) return;
    this.unindex(kind, known);
    this.of(kind).delete(namespace, name);
    this.emit({ type: 'deleted', kind, object });
  }

  onChange(listener: (event: WatchEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get(
    kind: WatchedKind,
    namespace: string,
    name: string,
  ): KubernetesObject | undefined {
    return this.of(kind).get(namespace, name);
  }

  list(kind: WatchedKind): readonly KubernetesObject[] {
    return [...this.of(kind).values()];
  }

  listOwned(
    kind: WatchedKind,
    namespace: string,
    cluster: string,
  ): readonly KubernetesObject[] {
    return [...(this.ownedOf(kind).get(namespace, cluster)?.values() ?? [])];
  }

  listClusters(): readonly MySQLCluster[] {
    return [...this.clusters.values()].flatMap(parsed =>
      parsed.valid ? [parsed.cluster] : [],
    );
  }

  invalidClusters(): readonly InvalidCluster[] {
    return [...this.clusters.values()].flatMap(parsed =>
      parsed.valid ? [] : [parsed.invalid],
    );
  }

  getCluster(namespace: string, name: string): MySQLCluster | undefined {
    const parsed = this.clusters.get(namespace, name);
    return parsed?.valid ? parsed.cluster : undefined;
  }

  private index(kind: WatchedKind, object: KubernetesObject): void {
    const { namespace = '', name } = object.metadata;
    if (kind === 'MySQLCluster') {
      this.clusters.set(namespace, name, parseCluster(object));
      return;
    }
    const cluster = clusterNameOf(kind, object);
    if (!cluster) return;
    const siblings =
      this.ownedOf(kind).get(namespace, cluster) ??
      new Map<string, KubernetesObject>();
    siblings.set(name, object);
    this.ownedOf(kind).set(namespace, cluster, siblings);
  }

  private unindex(kind: WatchedKind, object: KubernetesObject): void {
    const { namespace = '', name } = object.metadata;
    if (kind === 'MySQLCluster') this.clusters.delete(namespace, name);
    const cluster = clusterNameOf(kind, object);
    if (!cluster) return;
    const siblings = this.ownedOf(kind).get(namespace, cluster);
    siblings?.delete(name);
    if (siblings?.size === 0) this.ownedOf(kind).delete(namespace, cluster);
  }

  private of(kind: WatchedKind): NamespacedMap<KubernetesObject> {
    return obtain(this.objects, kind);
  }

  private ownedOf(
    kind: WatchedKind,
  ): NamespacedMap<Map<string, KubernetesObject>> {
    return obtain(this.owned, kind);
  }

  private emit(event: WatchEvent): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.logger.error(
          `A listener failed on the change of ${event.kind} ${event.object.metadata.name}`,
          isError(error) ? error : undefined,
        );
      }
    }
  }
}

function obtain<T>(
  maps: Map<WatchedKind, NamespacedMap<T>>,
  kind: WatchedKind,
): NamespacedMap<T> {
  const found = maps.get(kind) ?? new NamespacedMap<T>();
  maps.set(kind, found);
  return found;
}
