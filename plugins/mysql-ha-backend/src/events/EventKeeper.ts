import { isDeepStrictEqual } from 'node:util';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Clock } from '../clock';
import { Complaints } from '../Complaints';
import {
  MySqlError,
  MySqlInstance,
  RecordedEvent,
  ScheduledEvent,
  SettledEvent,
} from '../mysql';
import { EventsView, InstanceSnapshot, reachable, Snapshot } from '../observe';
import { isSameValue, wantedVariables } from '../resources';
import { judgeEvents } from './judgeEvents';
import { mayRunEvents } from './mayRunEvents';

/** How often is tried again what the server refused, and others are asked what nobody knew, in milliseconds. */
const AGAIN_MS = 30_000;
/** How soon is looked again at what changed in the moment of the last look, in milliseconds: its second is over then. */
const FRESH_MS = 1_000;

interface KeeperOptions {
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly mysql: (
    instance: string,
  ) => Pick<
    MySqlInstance,
    | 'scheduledEvents'
    | 'recordedEvents'
    | 'recordEvents'
    | 'settleEvent'
    | 'startEventScheduler'
    | 'variables'
    | 'setVariable'
  >;
  readonly announce: (
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ) => void;
  /** What does not run has changed. */
  readonly onChange: () => void;
}

/** What the record says, as it was last read or written on this server in this term. */
interface KnownRecord {
  readonly of: string;
  readonly events: readonly RecordedEvent[];
}

/**
 * Lets scheduled events run on the primary and nowhere else, beside the HA loop. While a primary leads it records which
 * events are enabled, since no replica knows; when another leads, it brings them to that.
 */
export class EventKeeper {
  private shown?: EventsView;
  private record?: KnownRecord;
  /** By instance, for which of its starts and terms its scheduler was seen to. */
  private readonly stopped = new Map<string, string>();
  private readonly refusals = new Map<string, { why: string; at: number }>();
  private witnesses: readonly ScheduledEvent[] = [];
  private witnessed?: { readonly of: string; readonly at: number };
  private sawFresh = false;
  private readonly complaints: Complaints;

  constructor(private readonly options: KeeperOptions) {
    this.complaints = new Complaints(options.logger);
  }

  view(): EventsView | undefined {
    return this.shown;
  }

  /**
   * How long to wait until the next look, in milliseconds.
   * @param usual - where nothing changed in the moment of the last one
   */
  pauseMs(usual: number): number {
    return this.sawFresh ? Math.min(usual, FRESH_MS) : usual;
  }

  /** Looks once, and does what is due; never throws. */
  async look(snapshot: Snapshot): Promise<void> {
    if (snapshot.spec.paused) return;
    const primary = mayRunEvents(snapshot);
    this.sawFresh = false;
    try {
      await this.stopElsewhere(snapshot);
      if (primary) await this.keep(snapshot, primary.name);
      this.complaints.end();
    } catch (error) {
      // What is late, or no longer commands, is looked at again.
      if (isRefusal(error))
        this.complaints.say(`Scheduled events: ${stringifyError(error)}`);
    }
  }

  private async keep(snapshot: Snapshot, primary: string): Promise<void> {
    const { term = 0 } = snapshot.recorded;
    const mysql = this.options.mysql(primary);
    const now = await mysql.scheduledEvents();
    this.sawFresh = now.events.some(event => event.fresh);
    const record = await this.recordOf(snapshot, primary);
    let verdict = judgeEvents(now, record.events, this.witnesses);
    if (await this.asks(snapshot, primary, verdict.unknown)) {
      verdict = judgeEvents(now, record.events, this.witnesses);
    }
    if (verdict.scheduler === 'start' && wantsScheduler(snapshot)) {
      await mysql.startEventScheduler(term);
    }
    if (now.scheduler === 'running' && !wantsScheduler(snapshot)) {
      await mysql.setVariable('event_scheduler', 'OFF');
    }
    const settled: SettledEvent[] = [];
    for (const event of verdict.settle) {
      if (await this.settle(primary, event, term)) settled.push(event);
    }
    this.announce(primary, settled);
    this.show(verdict, now.events);
    // What was settled has a new date, which the next look reads.
    if (
      settled.length === 0 &&
      !isDeepStrictEqual(verdict.record, record.events)
    ) {
      await mysql.recordEvents(verdict.record);
      this.record = { ...record, events: verdict.record };
    }
  }

  /** @returns whether the server took it; what it refused is not tried again at each look */
  private async settle(
    primary: string,
    event: SettledEvent,
    term: number,
  ): Promise<boolean> {
    const name = nameOf(event);
    const { clock, mysql } = this.options;
    const refused = this.refusals.get(name);
    if (refused && clock.monotonic() - refused.at < AGAIN_MS) return false;
    try {
      await mysql(primary).settleEvent(event, term);
      this.refusals.delete(name);
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const why = error.failure.message;
      if (refused?.why !== why) {
        this.options.announce(
          'Warning',
          'EventNotEnabled',
          `The event ${name} stays off on ${primary}: ${why}`,
        );
      }
      this.refusals.set(name, { why, at: clock.monotonic() });
      return false;
    }
  }

  private async recordOf(
    { instances, recorded }: Snapshot,
    primary: string,
  ): Promise<KnownRecord> {
    // A volume that was exchanged has another server, and another record.
    const uuid = reachable(instances).find(
      ({ instance }) => instance.name === primary,
    )?.facts.serverUuid;
    const of = `${uuid} ${recorded.term}`;
    if (this.record?.of !== of) {
      const events = await this.options.mysql(primary).recordedEvents();
      this.record = { of, events };
    }
    return this.record;
  }

  /**
   * An event that changed in the last moments of the primary of before may not be on the record: that one knows, if it
   * can be asked.
   * @returns whether others were asked
   */
  private async asks(
    { instances }: Snapshot,
    primary: string,
    unknown: readonly ScheduledEvent[],
  ): Promise<boolean> {
    const of = unknown.map(nameOf).join();
    const now = this.options.clock.monotonic();
    const wasAsked =
      this.witnessed?.of === of && now - this.witnessed.at < AGAIN_MS;
    if (unknown.length === 0 || wasAsked) return false;
    this.witnessed = { of, at: now };
    const heard = await Promise.all(
      reachable(instances)
        .filter(({ instance }) => instance.name !== primary && !instance.task)
        .map(({ instance }) =>
          this.options
            .mysql(instance.name)
            .scheduledEvents()
            .catch(() => undefined),
        ),
    );
    this.witnesses = heard.flatMap(said => said?.events ?? []);
    return true;
  }

  /** A replica’s events would fail at its being read-only, at each turn; once for each start and each change of primary. */
  private async stopElsewhere(snapshot: Snapshot): Promise<void> {
    const { primary, term } = snapshot.recorded;
    for (const { instance, facts } of reachable(snapshot.instances)) {
      const { name } = instance;
      if (name === primary || instance.task || !facts.superReadOnly) continue;
      const mark = `${startOf(instance)} ${facts.serverUuid} ${term}`;
      if (this.stopped.get(name) === mark) continue;
      const mysql = this.options.mysql(name);
      const { event_scheduler: scheduler = 'OFF' } = await mysql.variables([
        'event_scheduler',
      ]);
      if (scheduler === 'ON') await mysql.setVariable('event_scheduler', 'OFF');
      this.stopped.set(name, mark);
    }
  }

  private announce(primary: string, settled: readonly SettledEvent[]): void {
    const enabled = settled.filter(event => event.enabled);
    if (enabled.length === 0) return;
    const names = enabled.map(nameOf).join(', ');
    const message = `${primary} runs the events ${names}: MySQL had them disabled there, as on each replica.`;
    this.options.logger.info(message);
    this.options.announce('Normal', 'EventsEnabled', message);
  }

  private show(
    {
      unknown,
      missed,
    }: Pick<ReturnType<typeof judgeEvents>, 'unknown' | 'missed'>,
    present: readonly ScheduledEvent[],
  ): void {
    const off = new Set(
      present.filter(e => e.status === 'REPLICA_SIDE_DISABLED').map(nameOf),
    );
    for (const name of this.refusals.keys()) {
      if (!off.has(name)) this.refusals.delete(name);
    }
    const view: EventsView = {
      unknown: unknown.map(nameOf),
      missed: missed.map(nameOf),
      refused: [...this.refusals].map(([event, { why }]) => ({ event, why })),
    };
    if (isDeepStrictEqual(view, this.shown)) return;
    this.shown = view;
    this.options.onChange();
  }
}

/** What the tenant says of the scheduler; MySQL’s default is ON. */
function wantsScheduler({ spec }: Snapshot): boolean {
  const { event_scheduler: wanted = 'ON' } = wantedVariables(spec);
  return isSameValue('event_scheduler', 'ON', wanted);
}

function startOf({ pod, supervisor }: InstanceSnapshot): string {
  return `${pod?.uid} ${supervisor?.bootId} ${supervisor?.starts}`;
}

function nameOf({ schema, name }: { schema: string; name: string }): string {
  return `${schema}.${name}`;
}

/** The server’s own word, which the next look would hear again. */
function isRefusal(error: unknown): error is MySqlError {
  return (
    error instanceof MySqlError &&
    error.failure.kind === 'other' &&
    error.failure.code.startsWith('ER_')
  );
}
