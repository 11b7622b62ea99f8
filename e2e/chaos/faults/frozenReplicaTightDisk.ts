import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection, RowDataPacket } from 'mysql2/promise';
import { diskLevels } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/diagnose/diskLevels';
import { MysqldProcess } from '../../cluster/mysqldProcess';
import { each, nobodyReplaced, somebodyRebuilt } from '../judge';
import { Scenario } from '../Scenario';
import { spaceOf, takeSpace } from './volume';

const MIB = 1024 ** 2;
/** So much is written before the engine has to give somebody up: more than one binary log. */
const BURST_BYTES = 128 * MIB;
/** One row, which the binary log has twice with each change. */
const ROW_BYTES = 4 * MIB;
/** With less left nothing more is written: the engine is to make room, and the disk not to be full. */
const RESERVE_BYTES = 48 * MIB;
/** How long one change may take on a slow disk, in milliseconds. */
const WRITE_MS = 30_000;
/** A dump thread that was killed may go on waiting for a frozen replica for `net_write_timeout`, which is 60 s. */
const PURGE_SECONDS = 180;

/** A primary's binary logs would fill its disk while it keeps them for one that never reads on. */
export const frozenReplicaTightDisk: Scenario = {
  name: 'frozen-replica-tight-disk',
  what: 'a replica freezes with its connections open, and the primary’s volume gets full of what it has not read',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 0,
  short: false,
  judge: each(nobodyReplaced, somebodyRebuilt),
  inject: async ({ database, sessions, primary, someReplica }) => {
    const mysqld = database.mysqld(primary);
    const frozen = database.mysqld(someReplica);
    const session = await sessions.open(primary);
    const { database: schema } = await database.login();
    const { last } = diskLevels(spaceOf(mysqld).totalBytes);
    process.kill(frozen.pid, 'SIGSTOP');
    const giveBack = takeSpace(database, primary, last + BURST_BYTES);
    const heal = async () => {
      await giveBack();
      try {
        process.kill(frozen.pid, 'SIGCONT');
      } catch {
        // The engine had it killed meanwhile, which is its right.
      }
    };
    try {
      await writeUntilPurged(session, mysqld, schema);
    } catch (failure) {
      await heal();
      throw failure;
    } finally {
      session.destroy();
    }
    return heal;
  },
};

/** @throws Error when the file that was written at first is still there after some minutes */
async function writeUntilPurged(
  session: Connection,
  mysqld: MysqldProcess,
  schema: string,
): Promise<void> {
  const needed = (await logs(session)).at(-1) ?? '';
  const table = `${schema}.burst`;
  await session.query(
    `CREATE TABLE IF NOT EXISTS ${table} (id INT PRIMARY KEY, fill LONGBLOB)`,
  );
  const deadline = Date.now() + PURGE_SECONDS * 1_000;
  while ((await logs(session)).includes(needed)) {
    const { freeBytes } = spaceOf(mysqld);
    if (Date.now() > deadline) {
      throw new Error(
        `${needed} was not purged within ${PURGE_SECONDS} s; ${Math.floor(
          freeBytes / MIB,
        )} MiB are free`,
      );
    }
    if (freeBytes < RESERVE_BYTES) await delay(500);
    else {
      await session.query({
        sql: `REPLACE INTO ${table} VALUES (1, ?)`,
        values: [randomBytes(ROW_BYTES)],
        timeout: WRITE_MS,
      });
    }
  }
}

async function logs(session: Connection): Promise<readonly string[]> {
  const [rows] = await session.query<RowDataPacket[]>('SHOW BINARY LOGS');
  return rows.map(({ Log_name }) => String(Log_name));
}
