import { Clock } from '../clock';
import {
  InstanceAddress,
  MySqlAdapter,
  MySqlFacts,
  MySqlInstance,
  Supervisor,
  SystemCredentials,
} from '../mysql';
import { MYSQL_PORT } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  InstanceMonitor,
  MySqlView,
  PodView,
  SupervisorMonitor,
  SupervisorView,
} from '../observe';

interface Entry {
  /** Which pod, and where. */
  readonly place: string;
  readonly logins: string;
  readonly mysql: MySqlInstance;
  readonly supervisor: Supervisor;
  readonly monitor: InstanceMonitor;
  readonly witness: SupervisorMonitor;
  /** Whether its mysqld answered when that last changed. */
  answers: boolean;
  /** This process holds the instance's command lock, as far as it knows. */
  commanding: boolean;
}

/** The connections and monitors of one cluster's instances, kept in step with its pods. */
export class InstanceSet {
  private readonly entries = new Map<string, Entry>();
  /** With new logins: each takes the place of the one before as soon as it was asked once, so that no view is lost. */
  private readonly coming = new Map<string, Entry>();
  /** A lock was taken since all was read: a predecessor may have changed anything before. */
  private mustReadAgain = false;
  private synced = false;
  private closed = false;

  constructor(
    private readonly options: {
      readonly adapter: MySqlAdapter;
      readonly clock: Clock;
      readonly namespace: string;
      readonly interval: (instance: string) => number;
      readonly stalledMs: () => number;
      readonly onChange: () => void;
    },
  ) {}

  /** Opens what is new, closes what is gone. A pod of another uid or address, or new credentials, is another instance. */
  async sync(
    pods: ReadonlyMap<string, PodView>,
    credentials: SystemCredentials,
  ): Promise<void> {
    // Who read pods or passwords before, and ends late, opens nothing that nobody would close.
    if (this.closed) return;
    for (const [name, entry] of this.entries) {
      const pod = pods.get(name);
      if (!pod?.ip || entry.place !== placeOf(pod)) {
        this.entries.delete(name);
        end(entry);
      }
    }
    for (const [name, entry] of this.coming) {
      const pod = pods.get(name);
      const isWanted =
        pod !== undefined &&
        this.entries.has(name) &&
        entry.place === placeOf(pod) &&
        entry.logins === loginsOf(credentials);
      if (!isWanted) {
        this.coming.delete(name);
        end(entry);
      }
    }
    for (const [name, pod] of pods) {
      if (!pod.ip) continue;
      const entry = this.entries.get(name);
      if (!entry) {
        this.entries.set(name, this.open(name, pod, credentials));
        this.options.onChange();
      } else if (
        entry.logins !== loginsOf(credentials) &&
        !this.coming.has(name)
      ) {
        this.coming.set(name, this.open(name, pod, credentials));
      }
    }
    this.synced = true;
  }

  /** Whether each instance that has an address was asked once: before, nothing can be said of the cluster. */
  get isProbed(): boolean {
    return (
      this.synced &&
      [...this.entries.values()].every(
        entry => entry.monitor.latest().state !== 'unknown',
      )
    );
  }

  view(name: string): MySqlView {
    return this.entries.get(name)?.monitor.latest() ?? { state: 'unknown' };
  }

  supervisorState(name: string): SupervisorView | undefined {
    return this.entries.get(name)?.witness.latest();
  }

  /** @throws when the instance has no address now */
  mysql(name: string): MySqlInstance {
    return this.get(name).mysql;
  }

  /** @throws when the instance has no address now */
  supervisor(name: string): Supervisor {
    return this.get(name).supervisor;
  }

  async readFacts(name: string): Promise<MySqlFacts> {
    return this.get(name).mysql.facts();
  }

  /** Probes all afresh. Those that did not answer last time go on being tried by themselves. */
  async refresh(): Promise<void> {
    this.mustReadAgain = false;
    await Promise.all(
      [...this.entries.values()]
        .filter(entry => entry.monitor.latest().state === 'reachable')
        .map(entry => entry.monitor.refreshAfterNow()),
    );
  }

  /**
   * Takes the command lock where it is not held yet.
   * @returns whether any was taken since all was read: then everything must be read again before acting
   */
  async takeCommand(): Promise<boolean> {
    const free = [...this.entries.values()].filter(
      entry =>
        !entry.commanding && entry.monitor.latest().state === 'reachable',
    );
    await Promise.all(
      free.map(async entry => {
        try {
          await entry.mysql.takeCommand();
          entry.commanding = true;
          this.mustReadAgain = true;
        } catch {
          // It stays uncommanded; a step that needs it fails with the instance's own words.
        }
      }),
    );
    return this.mustReadAgain;
  }

  /** After a failed step nobody can be sure of the locks. */
  doubtCommand(): void {
    for (const entry of this.entries.values()) entry.commanding = false;
  }

  /**
   * Waits until an instance was asked after this call and is closed again, or for so many seconds. The recipient of a
   * clone is opened for it, and closed by the restart at its end.
   */
  async settle(name: string, seconds: number): Promise<void> {
    const { clock } = this.options;
    const startedAt = clock.monotonic();
    while (clock.monotonic() - startedAt < seconds * 1000) {
      const view = this.view(name);
      const age = clock.monotonic() - startedAt;
      if (
        view.state === 'reachable' &&
        view.ageMs < age &&
        view.facts.superReadOnly
      ) {
        return;
      }
      await clock.sleep(100);
    }
  }

  /** Asks one supervisor now, and says what it says; never throws. */
  async askSupervisor(name: string): Promise<SupervisorView | undefined> {
    const witness = this.entries.get(name)?.witness;
    await witness?.ask();
    return witness?.latest();
  }

  /** Asks supervisors that are due; never throws. */
  async askSupervisors(): Promise<void> {
    await Promise.all(
      [...this.entries.values()].map(({ witness }) => witness.askIfDue()),
    );
  }

  async close(): Promise<void> {
    this.closed = true;
    const entries = [...this.entries.values(), ...this.coming.values()];
    this.entries.clear();
    this.coming.clear();
    for (const entry of entries) entry.monitor.close();
    await Promise.all(entries.map(entry => entry.mysql.close()));
  }

  private get(name: string): Entry {
    const entry = this.entries.get(name);
    if (!entry)
      throw new Error(
        `${name} has no address now: its pod is missing or starting`,
      );
    return entry;
  }

  /** At the first sign of a death its witness is asked, and again about the mysqld that is back. */
  private changed(name: string): void {
    const coming = this.coming.get(name);
    if (coming && coming.monitor.latest().state !== 'unknown') {
      const before = this.entries.get(name);
      this.coming.delete(name);
      this.entries.set(name, coming);
      if (before) end(before);
    }
    const entry = this.entries.get(name);
    if (entry) {
      const answers = entry.monitor.latest().state === 'reachable';
      if (answers !== entry.answers) void entry.witness.ask();
      entry.answers = answers;
    }
    this.options.onChange();
  }

  private open(
    name: string,
    pod: PodView,
    credentials: SystemCredentials,
  ): Entry {
    const { adapter, clock, namespace, interval, stalledMs, onChange } =
      this.options;
    const address: InstanceAddress = {
      namespace,
      pod: name,
      podIp: pod.ip ?? '',
      port: MYSQL_PORT,
    };
    const mysql = adapter.instance(address, credentials);
    const supervisor = adapter.supervisor(address, credentials.supervisorToken);
    const monitor = new InstanceMonitor({
      instance: mysql,
      clock,
      interval: () => interval(name),
      stalledMs,
      onChange: () => this.changed(name),
    });
    const witness = new SupervisorMonitor({
      supervisor,
      mysqld: monitor,
      clock,
      onChange,
    });
    const entry: Entry = {
      place: placeOf(pod),
      logins: loginsOf(credentials),
      mysql,
      supervisor,
      monitor,
      witness,
      answers: false,
      commanding: false,
    };
    // Its lock went with its connections.
    mysql.onDisconnect(() => {
      entry.commanding = false;
    });
    return entry;
  }
}

function end({ monitor, mysql }: Entry): void {
  monitor.close();
  void mysql.close();
}

function placeOf({ uid, ip }: PodView): string {
  return `${uid} ${ip}`;
}

const knownLogins = new WeakMap<SystemCredentials, string>();

/** What is only offered changes no connection. */
function loginsOf(credentials: SystemCredentials): string {
  const known = knownLogins.get(credentials);
  if (known !== undefined) return known;
  const { nextReplication: _, ...used } = credentials;
  const logins = JSON.stringify(used);
  knownLogins.set(credentials, logins);
  return logins;
}
