import { MySqlAdapter, MySqlInstance } from '../../mysql';

/** What a switchover and a rotation of passwords say to MySQL, one word a step. */
const COMMANDS: ReadonlySet<keyof MySqlInstance> = new Set([
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

/** An operator that dies in the middle: from its nth command on it says nothing more to any MySQL. */
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

  private watched(instance: MySqlInstance): MySqlInstance {
    return new Proxy(instance, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if ([...COMMANDS].some(command => command === property)) this.count();
          return this.isDead
            ? new Promise(() => {})
            : Reflect.apply(value, target, given);
        };
      },
    });
  }

  private count(): void {
    if (this.isDead) return;
    this.left -= 1;
    if (this.isDead) this.onDeath();
  }
}
