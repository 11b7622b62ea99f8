import { DataDirectory, LoggedTransaction } from './DataDirectory';
import type { MysqldProcess } from './MysqldProcess';
import { ReceiverError, refusal } from './refusal';

/** SOURCE_CONNECT_RETRY. */
const RETRY_MS = 1000;
/** `replica_net_timeout`: a source that is silent for so long is given up. */
const NET_TIMEOUT_MS = 4000;

interface Link {
  readonly source: MysqldProcess;
  /** Newest position of the source's binary log that was sent or skipped. */
  position: number;
  readonly connectedAt: number;
  silentSince?: number;
  /** Newest position of which the acknowledgement is on its way. */
  owed?: number;
}

/** What the receiver finds where its channel points. */
export type SourceLookup =
  | {
      readonly state: 'found';
      readonly process: MysqldProcess;
      /** Whether its packets arrive here, and ours there. */
      readonly hears: boolean;
      readonly answers: boolean;
    }
  | { readonly state: 'refused' | 'silent' };

/** The receiver (IO thread) of one replica. */
export class Receiver {
  state: 'ON' | 'OFF' | 'CONNECTING' = 'OFF';
  error?: ReceiverError;
  /** `rpl_semi_sync_replica_enabled` as it was when the receiver connected. */
  acknowledging = false;
  lastQueuedAt?: number;
  /** What a test may hold back. */
  readonly held = {
    events: false,
    acknowledgements: false,
    /** It is busy with what its source sent before, so it does not see that one end. */
    loss: false,
  };

  /** How long a transaction is on its way, in milliseconds. */
  delayMs = 0;

  private link?: Link;
  private nextAttemptAt = 0;
  private lastHeartbeatAt?: number;

  constructor(private readonly disk: DataDirectory) {}

  start(): void {
    if (this.state === 'OFF') {
      this.state = 'CONNECTING';
      this.error = undefined;
      this.nextAttemptAt = 0;
    }
  }

  stop(): void {
    this.disconnect();
    this.state = 'OFF';
  }

  /** Whether it receives from this process now, and would acknowledge. */
  acknowledges(source: MysqldProcess): boolean {
    return (
      this.acknowledging &&
      this.link?.source === source &&
      this.link.silentSince === undefined
    );
  }

  lastHeartbeat(now: number): number | undefined {
    if (this.link && this.link.silentSince === undefined) {
      return now - ((now - this.link.connectedAt) % 1000);
    }
    return this.link?.silentSince ?? this.lastHeartbeatAt;
  }

  /** Up to which position it has read of this source; undefined while it is not connected to it. */
  readUpTo(source: MysqldProcess): number | undefined {
    return this.link?.source === source ? this.link.position : undefined;
  }

  /** When this has something to do although nothing else happens. */
  dueAt(): number | undefined {
    if (this.state === 'CONNECTING') {
      return this.nextAttemptAt;
    }
    if (!this.link) {
      return undefined;
    }
    const { source, position, silentSince } = this.link;
    if (silentSince !== undefined) {
      return silentSince + NET_TIMEOUT_MS;
    }
    const next = source.disk.after(position);
    return next && next.at + this.delayMs;
  }

  /** Does what can be done now; whether that was anything. */
  step(
    self: MysqldProcess,
    host: string,
    source: SourceLookup,
    now: number,
  ): boolean {
    switch (this.state) {
      case 'OFF':
        return false;
      case 'CONNECTING':
        return (
          now >= this.nextAttemptAt && this.connect(self, host, source, now)
        );
      case 'ON':
        return this.receive(source, now);
      default:
        throw new Error(`unknown state ${this.state satisfies never}`);
    }
  }

  private connect(
    self: MysqldProcess,
    host: string,
    source: SourceLookup,
    now: number,
  ): boolean {
    if (
      source.state !== 'found' ||
      !source.hears ||
      !source.answers ||
      source.process.frozen ||
      source.process.semiSync.blocksLogins
    ) {
      this.error = { code: 2003, message: 'error connecting to source' };
      this.nextAttemptAt = now + RETRY_MS;
      return true;
    }
    const { user = '', password } = this.disk.channel ?? {};
    if (!source.process.disk.accounts.accepts(user, password)) {
      this.error = {
        code: 1045,
        message: `Access denied for user '${user}' (using password: YES)`,
      };
      this.nextAttemptAt = now + RETRY_MS;
      return true;
    }
    const mine = this.disk.logged.union(this.disk.received);
    this.error = refusal(source.process.disk, mine);
    if (this.error) {
      this.state = 'OFF';
      return true;
    }
    this.state = 'ON';
    this.acknowledging = self.semiSyncReplicaEnabled;
    this.link = { source: source.process, position: 0, connectedAt: now };
    this.disk.sourceUuid = source.process.disk.uuid;
    source.process.dumpThreads.set(this.disk.uuid, {
      replicaUuid: this.disk.uuid,
      replicaHost: host,
      semiSync: this.acknowledging,
    });
    return true;
  }

  private receive(source: SourceLookup, now: number): boolean {
    const { link } = this;
    if (!link || this.held.loss) {
      return false;
    }
    if (
      source.state === 'silent' ||
      (source.state === 'found' && !source.hears) ||
      link.source.frozen
    ) {
      link.silentSince ??= now;
      if (now < link.silentSince + NET_TIMEOUT_MS) {
        return false;
      }
      return this.reconnect(now, 'the source is silent');
    }
    link.silentSince = undefined;
    if (!link.source.alive || !link.source.dumpThreads.has(this.disk.uuid)) {
      return this.reconnect(now, 'the source closed the connection');
    }
    const answers = source.state === 'found' && source.answers;
    if (link.owed !== undefined && answers) {
      link.source.semiSync.acknowledge(this.disk.uuid, link.owed);
      link.owed = undefined;
    }
    return (
      !this.held.events && !this.disk.full && this.queue(link, answers, now)
    );
  }

  private reconnect(now: number, message: string): boolean {
    this.lastHeartbeatAt = this.lastHeartbeat(now);
    this.link = undefined;
    this.acknowledging = false;
    this.state = 'CONNECTING';
    this.error = { code: 2013, message };
    this.nextAttemptAt = now;
    return true;
  }

  /** Queues what comes next. What the replica has already isn't sent again, so it isn't acknowledged either. */
  private queue(link: Link, answers: boolean, now: number): boolean {
    const next = link.source.disk.after(link.position);
    if (!next || next.at + this.delayMs > now) {
      return false;
    }
    link.position = next.position;
    if (
      !this.disk.logged
        .union(this.disk.received)
        .contains(next.transaction.gtid)
    ) {
      this.disk.receive(next.transaction, now);
      this.lastQueuedAt = now;
      this.acknowledge(link, answers, next);
    }
    return true;
  }

  private acknowledge(
    link: Link,
    answers: boolean,
    { position }: LoggedTransaction,
  ): void {
    if (!this.acknowledging || this.held.acknowledgements) {
      return;
    }
    if (answers) {
      link.source.semiSync.acknowledge(this.disk.uuid, position);
    } else {
      // TCP sends it again until it arrives, or until the connection is given up.
      link.owed = position;
    }
  }

  private disconnect(): void {
    this.lastHeartbeatAt = undefined;
    this.acknowledging = false;
    this.link?.source.dumpThreads.delete(this.disk.uuid);
    this.link = undefined;
  }
}
