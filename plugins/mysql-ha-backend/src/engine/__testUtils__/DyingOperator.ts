import { ServiceUnavailableError } from '@backstage/errors';
import { InMemoryKubernetes } from '../../kubernetes/memory';
import { MySqlAdapter, MySqlInstance } from '../../mysql';

/** What a change of primary and a rotation of passwords say to MySQL, one word a step. */
const COMMANDS: ReadonlySet<keyof MySqlInstance> = new Set([
  'stopReceiving',
  'startApplying',
  'makeReadOnly',
  'waitForApplied',
  'forgetSource',
  'setSemiSyncSource',
  'makeWritable',
  'writeTerm',
  'fence',
  'followSource',
  'liftOfflineMode',
  'renewPasswords',
  'discardOldPasswords',
] as const);

/** The rest of what it tells a server to do, so that something is different there. */
const FURTHER_COMMANDS: ReadonlySet<keyof MySqlInstance> = new Set([
  'startReceiving',
  'cloneFrom',
  'writeMembers',
] as const);

/** What it writes into Kubernetes of a change of primary. */
const WRITES = /^(status MySQLCluster|(apply|create) EndpointSlice) /;
/** All that it writes there but who it is and what happened. */
const ALL_WRITES =
  /^(status|apply|create|patch|delete) (?!Lease|Event|ConfigMap|Secret|Service|StatefulSet|PodDisruptionBudget)/;

/** An operator that dies in the middle: from its nth command on it says nothing more to anybody. */
export class DyingOperator {
  private left = Infinity;

  /** @param steps - what is counted: those of a change of primary, or of whatever it does */
  constructor(
    private readonly steps: 'change of primary' | 'all' = 'change of primary',
  ) {}

  /** Cuts it off from everything else. */
  onDeath: () => void = () => {};

  /** Counts from now on: 1 is the next command. */
  diesAt(command: number): void {
    this.left = command;
  }

  get isDead(): boolean {
    return this.left <= 0;
  }

  /** Stands between an operator and its MySQL. */
  between(mysql: MySqlAdapter): MySqlAdapter {
    return {
      instance: (...address) => this.watched(mysql.instance(...address)),
      supervisor: (...address) => mysql.supervisor(...address),
      lookOutside: source => mysql.lookOutside(source),
      close: () => mysql.close(),
    };
  }

  /** Counts what it writes into Kubernetes too. */
  count(kubernetes: InMemoryKubernetes): void {
    kubernetes.onRequest = request => {
      const writes = this.steps === 'all' ? ALL_WRITES : WRITES;
      if (writes.test(request)) this.step();
      if (this.isDead) throw new ServiceUnavailableError('it is dead');
    };
  }

  private watched(instance: MySqlInstance): MySqlInstance {
    return new Proxy(instance, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (this.isCommand(property)) this.step();
          return this.isDead
            ? new Promise(() => {})
            : Reflect.apply(value, target, given);
        };
      },
    });
  }

  private isCommand(property: string | symbol): boolean {
    const commands =
      this.steps === 'all' ? [...COMMANDS, ...FURTHER_COMMANDS] : [...COMMANDS];
    return commands.some(command => command === property);
  }

  private step(): void {
    if (this.isDead) return;
    this.left -= 1;
    if (this.isDead) this.onDeath();
  }
}
