import { createHash } from 'node:crypto';
import { PasswordSteps } from '../act';
import { Clock } from '../clock';
import { KubernetesObject } from '../kubernetes';
import { RenewedAccount, ReplicationSource, SystemCredentials } from '../mysql';
import { OperationRequest, RotatingInstance, RotationView } from '../observe';
import {
  adoptPasswords,
  finishRotation,
  offerPasswords,
  PASSWORD_PURPOSES,
  readSecret,
  Rotation,
  rotationIn,
  userOf,
} from '../resources';
import { InstanceSet } from './InstanceSet';

/** How often Secret, supervisors and logins are looked at while passwords rotate, in milliseconds. */
const LOOK_MS = 1_000;

/** Both Secrets of a cluster. */
export interface ClusterSecrets {
  readonly system: KubernetesObject;
  readonly app: KubernetesObject;
}

/** What the Secrets say at one moment. */
export interface RotationSecrets extends ClusterSecrets {
  readonly accounts: {
    readonly system: readonly RenewedAccount[];
    readonly app?: RenewedAccount;
  };
}

/** How far new passwords are, and their steps. It looks only while an operation asks for them. */
export class PasswordRotation implements PasswordSteps {
  private seen?: Omit<RotationView, 'busy' | 'forMs'> & {
    readonly rotation?: Rotation;
  };
  private lookedAt = Number.NEGATIVE_INFINITY;
  private running = 0;
  /** The operation whose turn it was when a snapshot was last taken. */
  private asked?: OperationRequest;
  /** By instance, the login that its receiver was last given. */
  private readonly given = new Map<string, string>();
  /** By instance, since when it has lacked the next passwords that the primary takes, by the monotonic clock. */
  private readonly lackingSince = new Map<string, number>();

  constructor(
    private readonly options: {
      readonly clock: Clock;
      readonly instances: Pick<InstanceSet, 'mysql' | 'supervisor'>;
      /** Who runs, and who leads. */
      readonly names: () => readonly string[];
      readonly primary: () => string | undefined;
      readonly credentials: () => SystemCredentials | undefined;
      /** The Secrets as they are now, never from a cache. */
      readonly read: () => Promise<RotationSecrets | undefined>;
      readonly change: (
        change: (secrets: ClusterSecrets) => ClusterSecrets,
      ) => Promise<void>;
      readonly onChange: () => void;
    },
  ) {}

  /** Looks when it is time; never throws. */
  async look(): Promise<void> {
    const { clock } = this.options;
    const { asked } = this;
    if (asked?.type !== 'RotatePasswords' || !asked.begun) {
      this.seen = undefined;
      this.lookedAt = Number.NEGATIVE_INFINITY;
      return;
    }
    if (clock.monotonic() - this.lookedAt < LOOK_MS) return;
    await this.lookNow();
  }

  /** What was seen; undefined before the first look, and while no rotation is asked for. */
  view(asked: OperationRequest | undefined): RotationView | undefined {
    this.asked = asked;
    if (!this.seen) return undefined;
    const { rotation, ...seen } = this.seen;
    const { clock, credentials } = this.options;
    const login = credentials()?.replication;
    const password = credentials()?.nextReplication ?? login?.password;
    const wanted = login && password && markOf(login.user, password);
    return {
      ...seen,
      busy: this.running > 0,
      forMs: rotation ? Math.max(0, clock.now() - rotation.since) : 0,
      instances: Object.fromEntries(
        Object.entries(seen.instances).map(([name, instance]) => [
          name,
          {
            ...instance,
            receivesWithNext: this.given.get(name) === wanted,
            lacksNextForMs: this.lacksNextForMs(name),
          },
        ]),
      ),
    };
  }

  /** An instance's receiver was given this login. */
  gave(instance: string, { user, password }: ReplicationSource): void {
    this.given.set(instance, markOf(user, password));
  }

  async offer(id: string): Promise<void> {
    await this.step(({ system, app }) => ({
      app,
      system: offerPasswords(system, id, this.options.clock.now()),
    }));
  }

  async renew(primary: string): Promise<void> {
    await this.busy(async () => {
      const secrets = await this.options.read();
      const { system = [], app } = secrets?.accounts ?? {};
      await this.options.instances
        .mysql(primary)
        .renewPasswords(app ? [...system, app] : system);
    });
  }

  async adopt(): Promise<void> {
    await this.step(secrets =>
      adoptPasswords(secrets, this.options.clock.now()),
    );
  }

  async discard(primary: string): Promise<void> {
    await this.busy(() =>
      this.options.instances
        .mysql(primary)
        .discardOldPasswords(PASSWORD_PURPOSES.map(userOf)),
    );
    await this.step(({ system, app }) => ({
      app,
      system: finishRotation(system, this.options.clock.now()),
    }));
  }

  private step(
    change: (secrets: ClusterSecrets) => ClusterSecrets,
  ): Promise<void> {
    return this.busy(() => this.options.change(change));
  }

  /** What was seen before a step is old news after it. */
  private async busy(work: () => Promise<void>): Promise<void> {
    this.running += 1;
    try {
      await work();
    } finally {
      await this.lookNow();
      this.running -= 1;
    }
  }

  private async lookNow(): Promise<void> {
    const { clock, names, primary, read, onChange } = this.options;
    this.lookedAt = clock.monotonic();
    const secrets = await read().catch(() => undefined);
    // Kubernetes is away: nothing is concluded from what was known before.
    if (!secrets) {
      this.seen = undefined;
      return;
    }
    const { accounts } = secrets;
    const bootstrap = sha256(readSecret(secrets.system)['bootstrap.sql'] ?? '');
    const leader = primary();
    const instances = await Promise.all(
      names().map(
        async (name): Promise<[string, RotatingInstance]> => [
          name,
          {
            bootstrap: await this.bootstrapOf(name, bootstrap),
            takesNext: await this.takes(name, accounts.system),
            receivesWithNext: false,
          },
        ],
      ),
    );
    this.noteLacking(new Map(instances), leader);
    const rotation = rotationIn(secrets.system);
    const before = JSON.stringify(this.seen);
    this.seen = {
      rotation,
      id: rotation?.id,
      stage: rotation?.stage,
      appTakesNext:
        leader !== undefined &&
        accounts.app !== undefined &&
        (await this.takes(leader, [accounts.app])) === true,
      instances: Object.fromEntries(instances),
    };
    if (before !== JSON.stringify(this.seen)) onChange();
  }

  private noteLacking(
    instances: ReadonlyMap<string, RotatingInstance>,
    leader: string | undefined,
  ): void {
    const isTaken = leader !== undefined && instances.get(leader)?.takesNext;
    for (const [name, { takesNext }] of instances) {
      if (!isTaken || takesNext !== false) this.lackingSince.delete(name);
      else if (!this.lackingSince.has(name)) {
        this.lackingSince.set(name, this.options.clock.monotonic());
      }
    }
  }

  private lacksNextForMs(name: string): number | undefined {
    const since = this.lackingSince.get(name);
    return since === undefined
      ? undefined
      : this.options.clock.monotonic() - since;
  }

  private async bootstrapOf(
    name: string,
    wanted: string,
  ): Promise<RotatingInstance['bootstrap']> {
    try {
      const { bootstrap } = await this.options.instances
        .supervisor(name)
        .state();
      if (bootstrap === undefined) return 'unsaid';
      return bootstrap === wanted ? 'current' : 'behind';
    } catch {
      return 'silent';
    }
  }

  /** Whether each account is accepted with both of its passwords; undefined when that can't be tried. */
  private async takes(
    name: string,
    accounts: readonly RenewedAccount[],
  ): Promise<boolean | undefined> {
    try {
      const mysql = this.options.instances.mysql(name);
      const accepted = await Promise.all(
        accounts.flatMap(({ user, password, next }) =>
          [password, next].map(one => mysql.accepts({ user, password: one })),
        ),
      );
      return accepted.every(Boolean);
    } catch {
      return undefined;
    }
  }
}

/** So that no password is kept where it need not be. */
function markOf(user: string, password: string): string {
  return sha256(JSON.stringify([user, password]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
