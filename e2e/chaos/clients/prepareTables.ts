import { RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from '../../cluster/DatabaseUnderTest';
import { LocalSessions } from '../servers/LocalSessions';
import { makeTables } from './tables';

/** How long an instance may take until it has the new tables, in seconds. */
const APPLY_SECONDS = 30;

/** Makes the tables anew, and waits until every instance has them, so that a reader never sees the ones before. */
export async function prepareTables(
  database: DatabaseUnderTest,
  sessions: LocalSessions,
  instances: readonly string[],
): Promise<void> {
  const client = await database.connect('primary');
  await makeTables(client);
  const [[row]] = await client.query<RowDataPacket[]>(
    'SELECT @@GLOBAL.gtid_executed AS made',
  );
  await client.end();
  for (const instance of instances) {
    const session = await sessions.open(instance, 5_000);
    try {
      const [[waited]] = await session.query<RowDataPacket[]>({
        sql: 'SELECT WAIT_FOR_EXECUTED_GTID_SET(?, ?) AS late',
        values: [row.made, APPLY_SECONDS],
      });
      if (Number(waited.late) !== 0) {
        throw new Error(
          `${instance} did not have the tables after ${APPLY_SECONDS} s`,
        );
      }
    } finally {
      session.destroy();
    }
  }
}
