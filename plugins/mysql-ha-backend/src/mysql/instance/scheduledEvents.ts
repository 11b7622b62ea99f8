import { escapeId } from 'mysql2';
import { z } from 'zod';
import { Call } from '../connection';
import {
  RecordedEvent,
  ScheduledEvents,
  SettledEvent,
} from '../scheduledEvents';
import { isServerError } from './isServerError';

const flag = z.number().transform(value => value !== 0);

const eventRow = z.object({
  schema: z.string(),
  name: z.string(),
  definer: z.string(),
  status: z.enum(['ENABLED', 'DISABLED', 'REPLICA_SIDE_DISABLED']),
  lastAltered: z.string(),
  fresh: flag,
  over: flag,
});

const schedulerRow = z.object({
  variable: z.enum(['ON', 'OFF', 'DISABLED']),
  running: flag,
});

const recordedEvent = z.object({
  schema: z.string(),
  name: z.string(),
  lastAltered: z.string(),
  enabled: z.boolean(),
});

const characterSets = z.object({
  client: z.string(),
  collation: z.string(),
  ourClient: z.string(),
  ourCollation: z.string(),
});

/**
 * In the session's time zone, which is UTC; EXECUTE_AT and ENDS are in the event's own. UTC_TIMESTAMP() is when the statement
 * began, in whole seconds, as LAST_ALTERED is.
 */
const EVENTS = `SELECT EVENT_SCHEMA AS \`schema\`, EVENT_NAME AS name, DEFINER AS definer, STATUS AS status,
  CAST(LAST_ALTERED AS CHAR) AS lastAltered,
  LAST_ALTERED BETWEEN UTC_TIMESTAMP() AND UTC_TIMESTAMP() + INTERVAL 1 MINUTE AS fresh,
  COALESCE(CONVERT_TZ(COALESCE(EXECUTE_AT, ENDS), TIME_ZONE, '+00:00') < UTC_TIMESTAMP(), 0) AS \`over\`
  FROM information_schema.EVENTS ORDER BY EVENT_SCHEMA, EVENT_NAME`;

/** The variable goes on saying ON when the thread gave up at a server that is read-only. */
const SCHEDULER = `SELECT @@global.event_scheduler AS variable, EXISTS (SELECT 1 FROM performance_schema.threads
  WHERE NAME = 'thread/sql/event_scheduler') AS running`;

/** What it says of its scheduled events. */
export async function readScheduledEvents(
  call: Call,
): Promise<ScheduledEvents> {
  const events = z.array(eventRow).parse(await call.query(EVENTS));
  const [row] = await call.query(SCHEDULER);
  const { variable, running } = schedulerRow.parse(row);
  if (variable === 'DISABLED') return { events, scheduler: 'disabled' };
  return { events, scheduler: running ? 'running' : 'stopped' };
}

/** The record of events; empty before the first. */
export async function readRecordedEvents(
  call: Call,
): Promise<readonly RecordedEvent[]> {
  try {
    const [row] = await call.query(
      'SELECT events FROM mysqlha.events WHERE id = 1',
    );
    return row ? z.array(recordedEvent).parse(row.events) : [];
  } catch (error) {
    if (isServerError(error, 'ER_NO_SUCH_TABLE', 'ER_BAD_DB_ERROR')) return [];
    throw error;
  }
}

/**
 * Writes the record of events, unless another operator commands by now.
 *
 * @param commander - the connection that holds the commanding lock
 * @returns whether it was written
 */
export async function recordEvents(
  call: Call,
  events: readonly RecordedEvent[],
  commander: number,
): Promise<boolean> {
  const found = await call.change(
    `INSERT INTO mysqlha.events (id, events, at)
     SELECT 1, ?, UTC_TIMESTAMP(6) FROM DUAL WHERE IS_USED_LOCK('mysqlha') = ?
     ON DUPLICATE KEY UPDATE events = VALUES(events), at = VALUES(at)`,
    [JSON.stringify(events), commander],
  );
  return found > 0;
}

/**
 * Enables or disables an event. ALTER EVENT changes more than it is asked for: without DEFINER the event would run with the
 * rights of the engine from then on, and it gets the session's character set, in which its body would then be read.
 */
export async function settleEvent(
  call: Call,
  { schema, name, definer, enabled }: SettledEvent,
  term: number,
): Promise<void> {
  await assertLeads(call, term);
  const id = `${escapeId(schema, true)}.${escapeId(name, true)}`;
  const at = definer.lastIndexOf('@');
  await inCharacterSetOf(call, { schema, name, definer }, () =>
    call.query(
      `ALTER DEFINER = ?@? EVENT ${id} ${enabled ? 'ENABLE' : 'DISABLE'}`,
      [definer.slice(0, at), definer.slice(at + 1)],
    ),
  );
}

/** ASCII reads the same in every character set that a client may have. */
const ASCII = /^[\x20-\x7e]*$/;

async function inCharacterSetOf(
  call: Call,
  event: Pick<SettledEvent, 'schema' | 'name' | 'definer'>,
  change: () => Promise<unknown>,
): Promise<void> {
  const [row] = await call.query(
    `SELECT CHARACTER_SET_CLIENT AS client, COLLATION_CONNECTION AS collation,
       @@character_set_client AS ourClient, @@collation_connection AS ourCollation
     FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ? AND EVENT_NAME = ?`,
    [event.schema, event.name],
  );
  if (!row) return;
  const { client, collation, ourClient, ourCollation } =
    characterSets.parse(row);
  const words = [event.schema, event.name, event.definer];
  if (client !== ourClient && !words.every(word => ASCII.test(word))) {
    throw call.error(
      'ER_EVENT_CHARACTER_SET',
      `its name is not ASCII, and it was made by a client that spoke ${client}; only such a client can enable it without changing how its body is read`,
    );
  }
  const speak = 'SET character_set_client = ?, collation_connection = ?';
  await call.query(speak, [client, collation]);
  try {
    await change();
  } finally {
    await call.query(speak, [ourClient, ourCollation]);
  }
}

/** Starts the thread that runs events, also where the variable says ON of one that has ended. */
export async function startEventScheduler(
  call: Call,
  term: number,
): Promise<void> {
  await assertLeads(call, term);
  await call.query('SET GLOBAL event_scheduler = ON');
}

/** Events run where the writable primary of this term is, and nowhere else. */
async function assertLeads(call: Call, term: number): Promise<void> {
  const [row] = await call.query(
    `SELECT 1 FROM mysqlha.term WHERE id = 1 AND term = ? AND primary_uuid = @@global.server_uuid
     AND @@global.super_read_only = 0 AND @@global.read_only = 0 AND @@global.offline_mode = 0`,
    [term],
  );
  if (!row) {
    throw call.error(
      'MYSQLHA_NOT_LEADING',
      `is not the writable primary of term ${term}, so no event is to run there`,
    );
  }
}
