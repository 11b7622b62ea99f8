import {
  ClusterSpecInput,
  clusterSpecSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ConnectionFailure, MySqlFacts, ReplicaFacts } from '../../mysql';
import {
  InstanceSnapshot,
  PodView,
  Recorded,
  Snapshot,
  SupervisorView,
  VolumeView,
} from '../Snapshot';
import { bootedFacts, REPLICATING, runningInstance } from './healthy';

type SupervisorPhase = NonNullable<InstanceSnapshot['supervisor']>['phase'];

/** The moment at which every snapshot of a test is taken. */
export const TAKEN_AT = Date.UTC(2026, 0, 1, 12);

/** An unfinished snapshot; immutable. */
export class SnapshotBuilder {
  private constructor(
    private readonly value: Snapshot,
    private readonly input: ClusterSpecInput,
  ) {}

  static healthy(count: number): SnapshotBuilder {
    const waitFor = Math.floor(count / 2);
    const input: ClusterSpecInput = { instances: count };
    const ordinals = Array.from({ length: count }, (_, ordinal) => ordinal);
    return new SnapshotBuilder(
      {
        uid: 'uid-of-orders',
        namespace: 'shop',
        name: 'orders',
        takenAt: TAKEN_AT,
        spec: clusterSpecSchema.parse(input),
        recorded: {
          primary: 'orders-0',
          term: 1,
          synchronous: {
            members: ordinals.map(ordinal => `orders-${ordinal}`),
            waitFor,
            term: 1,
          },
          endedBootstrap: true,
        },
        kubernetesReachable: true,
        instances: ordinals.map(ordinal =>
          runningInstance(
            ordinal,
            ordinal === 0
              ? primaryFacts(waitFor, count - 1)
              : replicaFacts(ordinal, waitFor > 0),
          ),
        ),
        heartbeatAgeMs: 1_000,
        connectedForMs: 3_600_000,
      },
      input,
    );
  }

  /** The snapshot. */
  get taken(): Snapshot {
    return this.value;
  }

  /** Other wishes; what is not named stays. */
  spec(input: ClusterSpecInput): SnapshotBuilder {
    const all = { ...this.input, ...input };
    return new SnapshotBuilder(
      { ...this.value, spec: clusterSpecSchema.parse(all) },
      all,
    );
  }

  /** The spec asks for so many instances; those beyond are still there. */
  scaledTo(instances: number): SnapshotBuilder {
    return this.spec({ instances }).with({
      instances: this.value.instances.map(i => ({
        ...i,
        wanted: i.ordinal < instances,
      })),
    });
  }

  /** Commits wait for nobody, as topology Async has it. */
  async(): SnapshotBuilder {
    const members = this.value.instances.map(i => i.name);
    return this.value.instances.reduce<SnapshotBuilder>(
      (builder, { ordinal }) =>
        builder.facts(ordinal, {
          semiSyncSource: {
            enabled: false,
            waitFor: 1,
            clients: 0,
            waitingSessions: 0,
          },
          semiSyncReplicaEnabled: false,
          acknowledging: false,
        }),
      this.spec({ topology: 'Async' }).members(members, 0),
    );
  }

  /** One more instance that replicates and is no member yet. */
  newcomer(): SnapshotBuilder {
    const ordinal = this.value.instances.length;
    return this.spec({ instances: ordinal + 1 }).with({
      instances: [
        ...this.value.instances,
        runningInstance(ordinal, replicaFacts(ordinal, false)),
      ],
    });
  }

  recorded(change: Partial<Recorded>): SnapshotBuilder {
    return this.with({ recorded: { ...this.value.recorded, ...change } });
  }

  members(members: readonly string[], waitFor: number): SnapshotBuilder {
    return this.recorded({
      synchronous: { members: [...members], waitFor, term: 1 },
    });
  }

  /** MySQL's own copy of the recorded members is as new as the record. */
  written(): SnapshotBuilder {
    const { uid: cluster, recorded } = this.value;
    return this.facts(0, {
      members: recorded.synchronous && {
        revision: 0,
        ...recorded.synchronous,
        cluster,
      },
    });
  }

  /** A change of primary is under way; its term is the record's, so nobody is elected yet. */
  fenced(term = 1): SnapshotBuilder {
    return this.recorded({
      fence: {
        term,
        since: '2026-01-01T11:59:59Z',
        reason: 'orders-0 is dead',
      },
    });
  }

  /** Nothing was ever recorded, and every instance is as MySQL boots with an empty volume. */
  neverBootstrapped(): SnapshotBuilder {
    return this.value.instances.reduce<SnapshotBuilder>(
      (builder, { ordinal }) =>
        builder.facts(ordinal, {
          ...bootedFacts(ordinal),
          gtidExecuted: REPLICATING.received.subtract(REPLICATING.received),
          replica: undefined,
          term: undefined,
        }),
      this.with({ recorded: { endedBootstrap: false } }),
    );
  }

  /** What an instance says of itself; it answers. */
  facts(ordinal: number, change: Partial<MySqlFacts>): SnapshotBuilder {
    return this.instance(ordinal, instance => ({
      ...instance,
      mysql: {
        state: 'reachable',
        ageMs: 50,
        facts: { ...factsOf(instance), ...change },
      },
    }));
  }

  /** What a replica says of its replication. */
  replica(ordinal: number, change: Partial<ReplicaFacts>): SnapshotBuilder {
    const current = this.value.instances.find(i => i.ordinal === ordinal);
    const before = current && factsOf(current).replica;
    return this.facts(ordinal, {
      replica: { ...REPLICATING, ...before, ...change },
    });
  }

  /** A mysqld that just booted, with its data: read-only, nothing running. */
  restarted(ordinal: number): SnapshotBuilder {
    return this.facts(ordinal, {
      readOnly: true,
      superReadOnly: true,
      semiSyncSource: bootedFacts(ordinal).semiSyncSource,
    });
  }

  /** Our probes of it fail. */
  unreachable(
    ordinal: number,
    kind: ConnectionFailure['kind'] = 'refused',
    { failures = 3, forMs = 900 } = {},
  ): SnapshotBuilder {
    return this.instance(ordinal, instance => ({
      ...instance,
      mysql: {
        state: 'unreachable',
        failure: { kind, code: 'ECONNREFUSED', message: 'connection refused' },
        forMs,
        failures,
        last: factsOf(instance),
      },
    }));
  }

  /** Killed: nobody reaches it, neither we nor its replicas. */
  dead(ordinal: number): SnapshotBuilder {
    return this.value.instances
      .filter(i => i.ordinal !== ordinal && i.mysql.state === 'reachable')
      .reduce<SnapshotBuilder>(
        (builder, replica) =>
          factsOf(replica).replica
            ? builder.replica(replica.ordinal, { receiver: 'CONNECTING' })
            : builder,
        this.unreachable(ordinal),
      );
  }

  /** Its receiver is stopped and its acknowledgements are taken back, as the first step of a failover does. */
  stopped(...ordinals: readonly number[]): SnapshotBuilder {
    return ordinals.reduce<SnapshotBuilder>(
      (builder, ordinal) =>
        builder.replica(ordinal, { receiver: 'OFF' }).facts(ordinal, {
          semiSyncReplicaEnabled: false,
          acknowledging: false,
        }),
      this,
    );
  }

  pod(ordinal: number, change: Partial<PodView>): SnapshotBuilder {
    return this.instance(ordinal, ({ pod, ...instance }) => ({
      ...instance,
      pod: pod && { ...pod, ...change },
    }));
  }

  withoutPod(ordinal: number): SnapshotBuilder {
    return this.unreachable(ordinal, 'other', {
      failures: 1,
      forMs: 500,
    }).instance(ordinal, instance => ({ ...instance, pod: undefined }));
  }

  volume(ordinal: number, change: Partial<VolumeView>): SnapshotBuilder {
    return this.instance(ordinal, ({ volume, ...instance }) => ({
      ...instance,
      volume: volume && { ...volume, ...change },
    }));
  }

  supervisor(
    ordinal: number,
    phase: SupervisorPhase,
    message?: string,
    change: Partial<SupervisorView> = {},
  ): SnapshotBuilder {
    return this.instance(ordinal, instance => ({
      ...instance,
      supervisor: {
        bootId: 'boot',
        phase,
        message,
        starts: 1,
        selfFenced: false,
        errors: [],
        ageMs: 50,
        startedAnew: false,
        ...change,
      },
    }));
  }

  /** What else of an instance is different. */
  instance(
    ordinal: number,
    change: (instance: InstanceSnapshot) => InstanceSnapshot,
  ): SnapshotBuilder {
    return this.with({
      instances: this.value.instances.map(i =>
        i.ordinal === ordinal ? change(i) : i,
      ),
    });
  }

  /** What else of the whole is different. */
  with(change: Partial<Snapshot>): SnapshotBuilder {
    return new SnapshotBuilder({ ...this.value, ...change }, this.input);
  }
}

function factsOf({ mysql, ordinal }: InstanceSnapshot): MySqlFacts {
  switch (mysql.state) {
    case 'reachable':
      return mysql.facts;
    case 'unreachable':
      return mysql.last ?? bootedFacts(ordinal);
    default:
      return bootedFacts(ordinal);
  }
}

function primaryFacts(waitFor: number, clients: number): MySqlFacts {
  return {
    ...bootedFacts(0),
    readOnly: false,
    superReadOnly: false,
    semiSyncSource: {
      enabled: waitFor > 0,
      waitFor: Math.max(1, waitFor),
      clients: waitFor > 0 ? clients : 0,
      waitingSessions: 0,
    },
  };
}

function replicaFacts(ordinal: number, member: boolean): MySqlFacts {
  return {
    ...bootedFacts(ordinal),
    semiSyncReplicaEnabled: member,
    acknowledging: member,
    replica: REPLICATING,
  };
}

/**
 * For tests: a whole cluster in a line. `snapshotOf(3)` is `shop/orders` with three instances in perfect health:
 * `orders-0` leads in term 1, all are members, and everybody holds `a:1-10`. Each method gives another one in which
 * that much is different; what a test names is what it is about.
 */
export function snapshotOf(instances: number): SnapshotBuilder {
  return SnapshotBuilder.healthy(instances);
}
