import { setTimeout as delay } from 'node:timers/promises';
import { heal, partition } from '../../local-cluster/index.ts';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { OperatorProcess } from '../cluster/operatorProcess';
import { Scene } from '../cluster/Scene';
import { until } from '../cluster/until';
import { Random } from './Random';
import { caretaker } from './servers/caretaker';
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
      names.map(name => [name, database.addressOf(name)] as const),
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

  /** Kills mysqld of these at once. */
  kill(...instances: readonly string[]): void {
    for (const name of instances) this.database.signal(name, 'SIGKILL');
  }

  /** Cuts an instance's node off the network. @returns what heals it */
  async cutOff(instance: string): Promise<() => Promise<void>> {
    const node = this.nodeOf(instance);
    await partition(node);
    return () => heal(node);
  }

  /** The operator that looks after this cluster. @throws Error when none does within a minute */
  async operator(): Promise<OperatorProcess> {
    return until(
      'an operator looks after the cluster',
      () => caretaker(this.scene, this.database),
      { seconds: 60 },
    );
  }

  /**
   * Two operators: the one that looks after this cluster, when both have their part, and one that stands by; started if
   * there is none.
   */
  async operatorAndStandby(): Promise<
    readonly [acting: OperatorProcess, standby: OperatorProcess]
  > {
    const running = () => this.scene.allOperators.filter(op => op.isRunning);
    if (running().length < 2) await this.scene.operator();
    await until(
      'each operator has its part',
      () => running().every(op => op.isActing),
      { seconds: 60 },
    );
    const acting = await this.operator();
    const standby = running().find(op => op !== acting);
    if (!standby) throw new Error('the second operator has ended');
    return [acting, standby];
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
