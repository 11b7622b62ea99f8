import { createHash } from 'node:crypto';
import { isError } from '@backstage/errors';
import { ClusterSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../clock';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { MySqlAdapter, MySqlError, ReplicationSource } from '../mysql';
import { OutsideView } from '../observe';
import { readSecret } from '../resources';

/** How often the Secret and the server outside are looked at, in milliseconds. */
const LOOK_MS = 2_000;

type Seen = OutsideView['seen'];

/** The MySQL outside that a cluster follows: its login from the Secret, and what it says of itself. */
export class OutsideSource {
  private login: OutsideView['login'] = 'unknown';
  private seen: Seen = { state: 'unknown' };
  private askedAt?: number;
  private now?: ReplicationSource;
  private lookedAt = Number.NEGATIVE_INFINITY;
  /** By instance, what it was last pointed at. */
  private readonly given = new Map<string, string>();

  constructor(
    private readonly options: {
      readonly namespace: string;
      readonly kubernetes: KubernetesAdapter;
      readonly mysql: MySqlAdapter;
      readonly clock: Clock;
      readonly onChange: () => void;
    },
  ) {}

  /** Looks when it is time; never throws. */
  async look(wanted: ClusterSpec['externalSource']): Promise<void> {
    const { clock, onChange } = this.options;
    if (!wanted) {
      this.login = 'unknown';
      this.seen = { state: 'unknown' };
      this.askedAt = undefined;
      this.now = undefined;
      this.lookedAt = Number.NEGATIVE_INFINITY;
      return;
    }
    if (clock.monotonic() - this.lookedAt < LOOK_MS) return;
    this.lookedAt = clock.monotonic();
    const before = this.mark();
    const secret = await this.secret(wanted.secretRef.name);
    if (secret === 'unreadable') return;
    const { username, password } = readSecret(secret);
    if (!username || !password) {
      this.login = 'missing';
      this.now = undefined;
    } else {
      this.login = 'there';
      const { host, port, tls } = wanted;
      this.now = { host, port, tls, user: username, password };
    }
    const askedAt = clock.monotonic();
    const seen: Seen = this.now
      ? await this.ask(this.now)
      : { state: 'unknown' };
    const changed = seen.state !== this.seen.state || before !== this.mark();
    this.seen = seen;
    this.askedAt = askedAt;
    if (changed) onChange();
  }

  view(primary: string | undefined): OutsideView {
    return {
      login: this.login,
      seen: this.seen,
      seenAgeMs:
        this.askedAt === undefined
          ? undefined
          : this.options.clock.monotonic() - this.askedAt,
      loginGiven:
        primary !== undefined &&
        this.now !== undefined &&
        this.given.get(primary) === this.mark(),
    };
  }

  /** @throws when the login is not known */
  source(): ReplicationSource {
    if (!this.now) {
      throw new Error(
        'the login for spec.externalSource is not known yet: its Secret needs username and password',
      );
    }
    return this.now;
  }

  /** An instance was pointed at it. */
  wasGiven(instance: string, source: ReplicationSource): void {
    this.given.set(instance, markOf(source));
  }

  private async ask(source: ReplicationSource): Promise<Seen> {
    try {
      const facts = await this.options.mysql.lookOutside(source);
      return { state: 'reachable', facts };
    } catch (error) {
      if (error instanceof MySqlError) {
        return { state: 'unreachable', failure: error.failure };
      }
      const message = isError(error) ? error.message : String(error);
      return {
        state: 'unreachable',
        failure: { kind: 'other', code: 'UNKNOWN', message },
      };
    }
  }

  private async secret(
    name: string,
  ): Promise<KubernetesObject | undefined | 'unreadable'> {
    try {
      return await this.options.kubernetes.read({
        apiVersion: 'v1',
        kind: 'Secret',
        namespace: this.options.namespace,
        name,
      });
    } catch {
      // The API server is away: what was known stays.
      return 'unreadable';
    }
  }

  private mark(): string | undefined {
    return this.now && markOf(this.now);
  }
}

/** So that no password is kept where it need not be. */
function markOf(source: ReplicationSource): string {
  return createHash('sha256').update(JSON.stringify(source)).digest('hex');
}
