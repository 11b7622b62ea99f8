import { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { ask } from '../mysql/ask';

/** What has run for so long is not over in an instant, in seconds. */
const longSeconds = 2;

const statementRow = z.object({
  /** Of its connection. */
  id: z.coerce.string(),
  user: z.string(),
  /** Since when it runs. */
  seconds: z.coerce.number(),
  /** One of the tables that it has open. */
  table: z.string(),
});

/** A statement of a client that has been running for long, and has a table open. */
export type LongStatement = z.output<typeof statementRow>;

/** A transaction that rests between two statements keeps its locks, and no table open. */
const longest = `SELECT T.PROCESSLIST_ID AS id, T.PROCESSLIST_USER AS user, T.PROCESSLIST_TIME AS seconds,
    MIN(CONCAT(M.OBJECT_SCHEMA, '.', M.OBJECT_NAME)) AS \`table\`
  FROM performance_schema.threads T JOIN performance_schema.metadata_locks M ON M.OWNER_THREAD_ID = T.THREAD_ID
  WHERE T.PROCESSLIST_COMMAND <> 'Sleep' AND T.PROCESSLIST_TIME >= ${longSeconds} AND T.PROCESSLIST_USER <> 'system user'
    AND M.OBJECT_TYPE = 'TABLE' AND M.OBJECT_SCHEMA NOT IN ('performance_schema', 'information_schema')
  GROUP BY id, user, seconds ORDER BY seconds DESC LIMIT 1`;

/** Finds the one that has run longest. */
export async function longStatement(
  connection: Connection,
): Promise<LongStatement | undefined> {
  const [found] = await ask(connection, statementRow, longest);
  return found;
}
