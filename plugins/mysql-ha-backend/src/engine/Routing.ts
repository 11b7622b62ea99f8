import { isError } from '@backstage/errors';
import {
  CLUSTER_LABEL,
  ClusterKey,
  MySQLCluster,
  ROLE_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { LoggerService } from '@backstage/backend-plugin-api';
import { followsOutside, isCurrentReplica, isFollowing } from '../diagnose';
import { KubernetesAdapter } from '../kubernetes';
import { MySqlFacts } from '../mysql';
import {
  factsOf,
  InstanceSnapshot,
  isFencedOnPurpose,
  isWritable,
  primaryOf,
  Snapshot,
} from '../observe';
import {
  EndpointSlice,
  InstanceEndpoint,
  primaryEndpointSlice,
  replicasEndpointSlice,
  TERM_ANNOTATION,
} from '../resources';
import { ClusterRecord } from './ClusterRecord';

/**
 * Who serves: the EndpointSlices of the two Services, each one write with one author, guarded by the term; and the
 * pods' role labels, which only people read.
 */
export class Routing {
  private constructor(
    private readonly options: {
      readonly key: ClusterKey;
      readonly kubernetes: KubernetesAdapter;
      readonly logger: LoggerService;
      readonly record: ClusterRecord;
      readonly snapshot: () => Snapshot;
      readonly current: () => MySQLCluster | undefined;
    },
  ) {}

  static for(options: Routing['options']): Routing {
    return new Routing(options);
  }

  /**
   * Brings slices and labels to what is known now. Nothing is written when nothing changed.
   * @param justMadeWritable - the primary is writable since the last probe of it
   */
  async write(justMadeWritable: boolean): Promise<void> {
    const cluster = this.options.current();
    if (!cluster) return;
    const snapshot = this.options.snapshot();
    const routing = {
      term: snapshot.recorded.term ?? 0,
      primary: this.primary(snapshot, justMadeWritable),
      replicas: this.replicas(snapshot),
    };
    await Promise.all([
      this.apply(primaryEndpointSlice(cluster, routing)),
      this.apply(replicasEndpointSlice(cluster, routing)),
    ]);
    await this.label(snapshot);
  }

  /**
   * The recorded primary, unless it is known not to take writes. One that only this operator can't reach stays:
   * what one observer doesn't see is no reason to cut clients off.
   */
  private primary(
    snapshot: Snapshot,
    justMadeWritable: boolean,
  ): InstanceEndpoint | undefined {
    const primary = primaryOf(snapshot);
    const facts = factsOf(primary);
    const closed =
      isFencedOnPurpose(snapshot, primary?.name) ||
      (facts && (!isWritable(facts) || facts.offlineMode));
    return primary && (justMadeWritable || !closed)
      ? endpointOf(primary)
      : undefined;
  }

  private replicas(snapshot: Snapshot): readonly InstanceEndpoint[] {
    return snapshot.instances.flatMap(instance => {
      const facts = factsOf(instance);
      if (
        (instance.name === snapshot.recorded.primary &&
          !servesReads(snapshot, facts)) ||
        isFencedOnPurpose(snapshot, instance.name) ||
        !instance.wanted ||
        instance.pod?.deleting ||
        !facts ||
        (instance.name !== snapshot.recorded.primary &&
          !isCurrentReplica(snapshot, instance, facts))
      ) {
        return [];
      }
      const endpoint = endpointOf(instance);
      return endpoint ? [endpoint] : [];
    });
  }

  private async apply(slice: EndpointSlice): Promise<void> {
    const { kubernetes, key } = this.options;
    const { name } = slice.metadata;
    const live = kubernetes.getWatched('EndpointSlice', key.namespace, name);
    if (live && sameSlice(live, slice)) return;
    const liveTerm = Number(live?.metadata.annotations?.[TERM_ANNOTATION] ?? 0);
    const term = Number(slice.metadata.annotations?.[TERM_ANNOTATION] ?? 0);
    if (liveTerm > term) return;
    await kubernetes.apply(slice);
  }

  private async label(snapshot: Snapshot): Promise<void> {
    const { kubernetes, key, logger } = this.options;
    await Promise.all(
      snapshot.instances.map(async instance => {
        const pod = kubernetes.getWatched('Pod', key.namespace, instance.name);
        const role =
          instance.name === snapshot.recorded.primary ? 'primary' : 'replica';
        if (!pod || pod.metadata.labels?.[ROLE_LABEL] === role) return;
        try {
          await kubernetes.mergePatch(
            {
              apiVersion: 'v1',
              kind: 'Pod',
              namespace: key.namespace,
              name: instance.name,
            },
            {
              metadata: {
                labels: { [ROLE_LABEL]: role, [CLUSTER_LABEL]: key.name },
              },
            },
          );
        } catch (error) {
          logger.debug(
            `Label of ${instance.name} not written, it is tried again: ${
              isError(error) ? error.message : String(error)
            }`,
          );
        }
      }),
    );
  }
}

/** A primary that follows a MySQL outside is a replica to its clients. */
function servesReads(
  snapshot: Snapshot,
  facts: MySqlFacts | undefined,
): boolean {
  return (
    isFollowing(snapshot) &&
    facts !== undefined &&
    facts.superReadOnly &&
    !facts.offlineMode &&
    followsOutside(snapshot)
  );
}

function endpointOf(instance: InstanceSnapshot): InstanceEndpoint | undefined {
  const ip = instance.pod?.ip;
  return ip
    ? { instance: instance.name, ip, node: instance.pod?.node }
    : undefined;
}

function sameSlice(live: object, wanted: EndpointSlice): boolean {
  const addresses = 'endpoints' in live ? addressesOf(live.endpoints) : '';
  const annotations =
    'metadata' in live && typeof live.metadata === 'object' && live.metadata
      ? Reflect.get(live.metadata, 'annotations')
      : undefined;
  return (
    addresses === addressesOf(wanted.endpoints) &&
    annotations?.[TERM_ANNOTATION] ===
      wanted.metadata.annotations?.[TERM_ANNOTATION]
  );
}

function addressesOf(endpoints: unknown): string {
  if (!Array.isArray(endpoints)) return '';
  return JSON.stringify(
    endpoints.map(endpoint => [endpoint?.addresses, endpoint?.targetRef?.name]),
  );
}
