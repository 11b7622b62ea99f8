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

/** What it writes into Kubernetes of a change of primary. */
const WRITES = /^(status MySQLCluster|(apply|create) EndpointSlice) /;

/** An operator that dies in the middle: from its nth command on it says nothing more to anybody. */
export class DyingOperator {
  private left = Infinity;

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
      if (WRITES.test(request)) this.step();
      if (this.isDead) throw new ServiceUnavailableError('it is dead');
    };
  }

  private watched(instance: MySqlInstance): MySqlInstance {
    return new Proxy(instance, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if ([...COMMANDS].some(command => command === property)) this.step();
          return this.isDead
            ? new Promise(() => {})
            : Reflect.apply(value, target, given);
        };
      },
    });
  }

  private step(): void {
    if (this.isDead) return;
    this.left -= 1;
    if (this.isDead) this.onDeath();
  }
}
