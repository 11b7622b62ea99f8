import { RecordedEvent, ScheduledEvent } from '../scheduledEvents';

/** The scheduled events of a data directory, all in one schema; immutable. */
export class Events {
  private constructor(
    private readonly all: ReadonlyMap<string, ScheduledEvent>,
    readonly recorded: readonly RecordedEvent[],
  ) {}

  static readonly NONE = new Events(new Map(), []);

  /** @param now - when they are read */
  list(now: number): readonly ScheduledEvent[] {
    return [...this.all.values()].map(event => ({
      ...event,
      fresh: event.lastAltered === wholeSecond(now),
    }));
  }

  /**
   * CREATE EVENT, or ALTER EVENT where it is there.
   * @param replicated - by an applier, which disables it whatever was said
   */
  with(
    event: Pick<ScheduledEvent, 'schema' | 'name' | 'definer'> & {
      readonly enabled: boolean;
    },
    at: number,
    replicated: boolean,
  ): Events {
    const { enabled, ...rest } = event;
    const own = enabled ? 'ENABLED' : 'DISABLED';
    return new Events(
      new Map([
        ...this.all,
        [
          event.name,
          {
            ...rest,
            status: replicated ? 'REPLICA_SIDE_DISABLED' : own,
            lastAltered: wholeSecond(at),
            over: false,
          },
        ],
      ]),
      this.recorded,
    );
  }

  withRecord(recorded: readonly RecordedEvent[]): Events {
    return new Events(this.all, recorded);
  }
}

/** As MySQL counts them here. */
function wholeSecond(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString();
}
