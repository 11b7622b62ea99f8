import {
  RecordedEvent,
  ScheduledEvent,
  ScheduledEvents,
  SettledEvent,
} from '../mysql';

/** What is to be done about the events of a primary. */
export interface EventsVerdict {
  /** They are as MySQL leaves them on a replica, and it is known what they were. */
  readonly settle: readonly SettledEvent[];
  /** As above, and nobody knows. */
  readonly unknown: readonly ScheduledEvent[];
  /** Their time has passed meanwhile. Whether they ran is not known, and enabled they would run at once. */
  readonly missed: readonly ScheduledEvent[];
  /** What the record should say now. */
  readonly record: readonly RecordedEvent[];
  readonly scheduler: 'start' | 'leave';
}

/**
 * On a replica MySQL has every event as REPLICA_SIDE_DISABLED, also what its owner disabled
 * (https://dev.mysql.com/doc/refman/9.7/en/replication-features-invoked.html), so a new primary does not know which were
 * to run. What is the same on all servers is when an event was last changed: by that, the record that the primary of
 * before wrote, or what a server says that has the event as its owner left it, tells.
 *
 * @param witnesses - the events of other servers
 */
export function judgeEvents(
  { events, scheduler }: ScheduledEvents,
  recorded: readonly RecordedEvent[],
  witnesses: readonly ScheduledEvent[],
): EventsVerdict {
  const known = [...recorded, ...witnesses.flatMap(asRecorded)];
  const off = events.filter(e => e.status === 'REPLICA_SIDE_DISABLED');
  const judged = off.map(event => ({
    event,
    was: known.find(record => isSame(record, event)),
  }));
  const due = judged.filter(({ was, event }) => was && !misses(event, was));
  return {
    settle: due.map(({ event: { schema, name, definer }, was }) => ({
      schema,
      name,
      definer,
      enabled: was?.enabled ?? false,
    })),
    unknown: judged.filter(({ was }) => !was).map(({ event }) => event),
    missed: judged
      .filter(({ was, event }) => was && misses(event, was))
      .map(({ event }) => event),
    record: events.flatMap(event => {
      const was = judged.find(j => j.event === event)?.was;
      if (was) return [recordOf(event, was.enabled)];
      // What is said of it by that time must stay true; the next look records it.
      return event.fresh
        ? recorded.filter(record => isSameName(record, event))
        : asRecorded(event);
    }),
    scheduler: scheduler === 'stopped' ? 'start' : 'leave',
  };
}

/** Whether it was to run and its time has passed. */
function misses({ over }: ScheduledEvent, { enabled }: RecordedEvent): boolean {
  return over && enabled;
}

/** What a server knows of an event that is there as its owner left it. */
function asRecorded(event: ScheduledEvent): readonly RecordedEvent[] {
  return event.status === 'REPLICA_SIDE_DISABLED'
    ? []
    : [recordOf(event, event.status === 'ENABLED')];
}

function recordOf(
  { schema, name, lastAltered }: ScheduledEvent,
  enabled: boolean,
): RecordedEvent {
  return { schema, name, lastAltered, enabled };
}

function isSame(one: RecordedEvent, other: ScheduledEvent): boolean {
  return isSameName(one, other) && one.lastAltered === other.lastAltered;
}

function isSameName(one: RecordedEvent, other: ScheduledEvent): boolean {
  return one.schema === other.schema && one.name === other.name;
}
