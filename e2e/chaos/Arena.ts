import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { OperatorProcess } from '../cluster/operatorProcess';
import { Scene } from '../cluster/Scene';
import { until } from '../cluster/until';
import { Random } from './Random';
import { LocalSessions } from './servers/LocalSessions';

/** What a scenario acts on: the cluster as it was when the round began. */
export class Arena {
  private constructor(
    readonly scene: Scene,
    readonly database: DatabaseUnderTest,
    readonly sessions: LocalSessions,
    readonly random: Random,
    readonly primary: string,
    readonly replicas: readonly string[],
    private readonly nodes: ReadonlyMap<string, string>,
    private readonly addresses: ReadonlyMap<string, string>,
  ) {}

  /** Looks at a healthy cluster. */
  static async of(
    scene: Scene,
    database: DatabaseUnderTest,
    sessions: LocalSessions,
    random: Random,
  ): Promise<Arena> {
    const { primary = '', instances = [] } = database.status;
    const names = instances.map(({ name }) => name);
    const nodes = new Map(
      [...(await database.pods())].map(([name, { node }]) => [name, node]),
    );
    const addresses = new Map(
      names.map(name => [name, podIp(database, name)] as const),
    );
    return new Arena(
      scene,
      database,
      sessions,
      random,
      primary,
      names.filter(name => name !== primary),
      nodes,
      addresses,
    );
  }

  get namespace(): string {
    return this.database.namespace;
  }

  get instances(): readonly string[] {
    return [this.primary, ...this.replicas];
  }

  /** One of the replicas. */
  get someReplica(): string {
    return this.random.oneOf(this.replicas);
  }

  /** The node on which an instance's pod runs. */
  nodeOf(instance: string): string {
    return known(this.nodes, instance);
  }

  addressOf(instance: string): string {
    return known(this.addresses, instance);
  }

  /** The operator that has the Lease. @throws Error when none has it within a minute */
  async operator(): Promise<OperatorProcess> {
    const acting = () =>
      this.scene.allOperators.find(op => op.isRunning && op.isActing);
    return until('an operator acts', acting, { seconds: 60 });
  }

  /** Deletes a pod; `force` forgets it at once, wherever it runs. */
  async deletePod(instance: string, force = false): Promise<void> {
    await this.database.kubernetes.delete(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: this.namespace,
        name: instance,
      },
      ...(force ? [{ gracePeriodSeconds: 0 }] : []),
    );
  }

  /** A pause of a length that differs from round to round, so that faults meet all moments of every rhythm. */
  async moment(maxMs: number): Promise<void> {
    await delay(this.random.below(maxMs));
  }
}

function known(map: ReadonlyMap<string, string>, instance: string): string {
  const found = map.get(instance);
  if (found) return found;
  throw new Error(`${instance} had no pod when the round began`);
}

function podIp(database: DatabaseUnderTest, instance: string): string {
  const { kubernetes, namespace } = database;
  const pod = kubernetes.getWatched('Pod', namespace, instance);
  return String(JSON.parse(JSON.stringify(pod ?? {})).status?.podIP ?? '');
}
