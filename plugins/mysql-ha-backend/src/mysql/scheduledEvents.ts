/** A scheduled event, as a server has it. */
export interface ScheduledEvent {
  readonly schema: string;
  readonly name: string;
  /** `user@host` */
  readonly definer: string;
  /** A replica has each event as the last of these, whatever it is on the primary. */
  readonly status: 'ENABLED' | 'DISABLED' | 'REPLICA_SIDE_DISABLED';
  /** When its owner changed it last, UTC; the same on all servers. */
  readonly lastAltered: string;
  /** That was in the second in which it was read: another change in it would bear the same time. */
  readonly fresh?: boolean;
  /** Its last time to run has passed: a single run that is enabled then happens at once. */
  readonly over: boolean;
}

/** What a server says of its scheduled events. */
export interface ScheduledEvents {
  readonly events: readonly ScheduledEvent[];
  /** `stopped` also where `@@event_scheduler` says ON and the thread has ended; `disabled` since mysqld started. */
  readonly scheduler: 'running' | 'stopped' | 'disabled';
}

/** Whether an event was to run when it was last changed, by the record in `mysqlha.events`. */
export interface RecordedEvent {
  readonly schema: string;
  readonly name: string;
  readonly lastAltered: string;
  readonly enabled: boolean;
}

/** An event as it is to be again. */
export type SettledEvent = Pick<
  ScheduledEvent,
  'schema' | 'name' | 'definer'
> & { readonly enabled: boolean };
