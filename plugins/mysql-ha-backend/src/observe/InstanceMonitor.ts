import { Clock } from '../clock';
import {
  ConnectionFailure,
  MySqlError,
  MySqlFacts,
  MySqlInstance,
} from '../mysql';
import { MySqlView } from './Snapshot';

/** Pause after a failed probe; a crash is answered with a refusal at once, so this stays short. */
const RETRY_MS = 200;

/**
 * Watches one mysqld: probes at an interval, at once when its connection breaks, and on demand.
 * A probe that missed its deadline because this process was stalled counts for nothing.
 */
export class InstanceMonitor {
  private view: MySqlView = { state: 'unknown' };
  private facts?: { value: MySqlFacts; at: number; shape: string };
  private failure?: { value: ConnectionFailure; since: number; count: number };
  private pending?: Promise<void>;
  private wake?: () => void;
  private closed = false;
  private contacts = 0;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly options: {
      readonly instance: Pick<MySqlInstance, 'facts' | 'onDisconnect'>;
      readonly clock: Clock;
      /** Milliseconds between probes while it answers. */
      readonly interval: () => number;
      /** How long this process was not running lately, in milliseconds. */
      readonly stalledMs: () => number;
      /** Called when reachability or anything that matters for a decision changed. */
      readonly onChange: () => void;
    },
  ) {
    this.unsubscribe = options.instance.onDisconnect(() => this.wake?.());
    void this.run();
  }

  /** What the last probe said. */
  latest(): MySqlView {
    const now = this.options.clock.monotonic();
    if (this.failure) {
      return {
        state: 'unreachable',
        failure: this.failure.value,
        forMs: now - this.failure.since,
        failures: this.failure.count,
        last: this.facts?.value,
      };
    }
    return this.facts
      ? {
          state: 'reachable',
          facts: this.facts.value,
          ageMs: now - this.facts.at,
        }
      : this.view;
  }

  /** Counts how often contact was made: another number, and it may be another mysqld that answers. */
  get contact(): number {
    return this.contacts;
  }

  /** Probes now; joins a probe that is under way. */
  async refresh(): Promise<void> {
    this.pending ??= this.probe().finally(() => {
      this.pending = undefined;
    });
    await this.pending;
  }

  /** Probes afresh, after one that is under way: what it says happened after this call. */
  async refreshAfterNow(): Promise<void> {
    await this.pending;
    await this.refresh();
  }

  close(): void {
    this.closed = true;
    this.unsubscribe();
    this.wake?.();
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      await this.refresh();
      if (this.closed) return;
      await this.pause(this.failure ? RETRY_MS : this.options.interval());
    }
  }

  private async pause(ms: number): Promise<void> {
    const abort = new AbortController();
    this.wake = () => abort.abort();
    await this.options.clock.sleep(ms, abort.signal).catch(() => undefined);
    this.wake = undefined;
  }

  private async probe(): Promise<void> {
    const { clock, instance } = this.options;
    const startedAt = clock.monotonic();
    try {
      const facts = await instance.facts();
      if (this.closed) return;
      const before = this.facts;
      const recovered = this.failure !== undefined || before === undefined;
      if (recovered || facts.uptimeSeconds < before.value.uptimeSeconds) {
        this.contacts += 1;
      }
      this.failure = undefined;
      const shape = shapeOf(facts);
      this.facts = { value: facts, at: clock.monotonic(), shape };
      if (recovered || before.shape !== shape) this.options.onChange();
    } catch (error) {
      if (this.closed) return;
      const failure = failureOf(error);
      if (failure.kind === 'timeout' && this.options.stalledMs() > 250) return;
      const first = this.failure === undefined;
      this.failure = {
        value: failure,
        since: this.failure?.since ?? startedAt,
        count: (this.failure?.count ?? 0) + 1,
      };
      if (first || this.failure.count <= 3) this.options.onChange();
    }
  }
}

function failureOf(error: unknown): ConnectionFailure {
  if (error instanceof MySqlError) return error.failure;
  return {
    kind: 'other',
    code: 'UNKNOWN',
    message: error instanceof Error ? error.message : String(error),
  };
}

/** All that a decision could rest on; positions and ages change all the time. */
function shapeOf(facts: MySqlFacts): string {
  const { replica } = facts;
  return JSON.stringify([
    facts.serverUuid,
    facts.readOnly,
    facts.superReadOnly,
    facts.offlineMode,
    facts.semiSyncSource.enabled,
    facts.semiSyncSource.waitFor,
    facts.semiSyncSource.clients,
    facts.semiSyncSource.waitingSessions > 0,
    facts.semiSyncReplicaEnabled,
    facts.acknowledging,
    facts.dumpThreads.length,
    replica && [
      replica.sourceHost,
      replica.receiver,
      replica.receiverError?.code,
      replica.applierOn,
      replica.applierError?.code,
      replica.lagSeconds >= 1,
    ],
  ]);
}
