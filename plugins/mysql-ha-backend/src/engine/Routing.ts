import { isError } from '@backstage/errors';
import {
  CLUSTER_LABEL,
  ClusterKey,
  MySQLCluster,
  ROLE_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { LoggerService } from '@backstage/backend-plugin-api';
import { AuthorityLostError } from '../act';
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
  Routing as Routed,
} from '../resources';
import { ClusterRecord } from './ClusterRecord';
import { writeSlice } from './writeSlice';

/**
 * Who serves: the EndpointSlices of the two Services, each one compare-and-swap with one author, guarded by the term; and
 * the pods' role labels, which only people read.
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
      /** Whether this process may act, judged now. */
      readonly hasAuthority: () => boolean;
    },
  ) {}

  static for(options: Routing['options']): Routing {
    return new Routing(options);
  }

  /**
   * Brings slices and labels to what is known now. Nothing is written when nothing changed.
   * @param justMadeWritable - the primary is writable since the last probe of it
   * @throws AuthorityLostError when somebody else wrote first and this process may not act any more
   */
  async write(justMadeWritable: boolean): Promise<void> {
    const cluster = this.options.current();
    if (!cluster) return;
    const snapshot = this.options.snapshot();
    const routed = this.routed(snapshot, justMadeWritable);
    const routedNow = () =>
      this.routed(this.options.snapshot(), justMadeWritable);
    await Promise.all(
      [primaryEndpointSlice, replicasEndpointSlice].map(sliceOf =>
        this.bring(sliceOf(cluster, routed), () =>
          sliceOf(cluster, routedNow()),
        ),
      ),
    );
    await this.label(snapshot);
  }

  private bring(
    slice: EndpointSlice,
    judgeAgain: () => EndpointSlice,
  ): Promise<void> {
    const { kubernetes, hasAuthority } = this.options;
    return writeSlice({
      kubernetes,
      slice,
      judgeAgain,
      assertAuthority() {
        if (!hasAuthority()) {
          throw new AuthorityLostError('the Lease is no longer held');
        }
      },
    });
  }

  private routed(snapshot: Snapshot, justMadeWritable: boolean): Routed {
    return {
      term: snapshot.recorded.term ?? 0,
      primary: this.primary(snapshot, justMadeWritable),
      replicas: this.replicas(snapshot),
      primaryMayServeReads: justMadeWritable || showsHistory(snapshot),
    };
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

/**
 * Whether all that the primary shows is history. Where commits wait for replicas, one that restarted shows what no
 * replica has, and another may be elected: it is known not to have restarted while it takes writes.
 */
function showsHistory(snapshot: Snapshot): boolean {
  const facts = factsOf(primaryOf(snapshot));
  const { waitFor = 0 } = snapshot.recorded.synchronous ?? {};
  return waitFor === 0 || (facts !== undefined && isWritable(facts));
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
