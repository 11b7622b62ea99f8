import { Connection, RowDataPacket } from 'mysql2/promise';
import { z } from 'zod';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { codeOf } from '../stores/StoreError';

/** What the archiver needs to know of an instance. */
export interface InstanceFacts {
  readonly uuid: string;
  /** It takes commits of applications. */
  readonly writable: boolean;
  /** Of the newest primary that it knows; 0 where the cluster has none on record. */
  readonly term: number;
  readonly executed: GtidSet;
  readonly purged: GtidSet;
}

/** An instance that doesn’t answer within this time isn’t one to archive from now. */
const answerMs = 4_000;

const facts = z.object({
  uuid: z.string(),
  // `super_read_only` reads 1 while its SET waits behind a commit, `read_only` doesn’t: both must be 0.
  closed: z.coerce.number(),
  executed: z.string(),
  purged: z.string(),
});
const termRow = z.object({ term: z.coerce.number() });

/** The table of terms isn’t there: no engine ever made this server a primary. */
const noTable = ['ER_NO_SUCH_TABLE', 'ER_BAD_DB_ERROR'];
const denied = ['ER_TABLEACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR'];

/** Asks an instance; nothing of it waits behind a commit. */
export async function lookAt(connection: Connection): Promise<InstanceFacts> {
  const { uuid, closed, executed, purged } = await one(
    connection,
    facts,
    `SELECT @@global.server_uuid AS uuid, @@global.read_only + @@global.super_read_only + @@global.offline_mode AS closed,
            @@global.gtid_executed AS executed, @@global.gtid_purged AS purged`,
  );
  return {
    uuid,
    writable: closed === 0,
    term: await termOf(connection),
    executed: GtidSet.parse(executed),
    purged: GtidSet.parse(purged),
  };
}

async function termOf(connection: Connection): Promise<number> {
  try {
    const sql = 'SELECT COALESCE(MAX(term), 0) AS term FROM mysqlha.term';
    return (await one(connection, termRow, sql)).term;
  } catch (error) {
    const code = codeOf(error);
    if (noTable.includes(code)) return 0;
    if (denied.includes(code))
      throw new Error(
        'The account of the archive may not read mysqlha.term: GRANT SELECT ON mysqlha.term to it.',
      );
    throw error;
  }
}

async function one<T extends z.ZodType>(
  connection: Connection,
  row: T,
  sql: string,
): Promise<z.output<T>> {
  const [rows] = await connection.query<RowDataPacket[]>({
    sql,
    timeout: answerMs,
  });
  return row.parse(rows[0]);
}
