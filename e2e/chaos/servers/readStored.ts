import { Connection, RowDataPacket } from 'mysql2/promise';
import { ACCOUNTS, LEDGER } from '../clients/tables';
import { Stored } from '../ledger/Rows';

/** All that an instance holds of what the clients wrote. */
export async function readStored(
  instance: string,
  schema: string,
  session: Connection,
): Promise<Stored> {
  const tables = [LEDGER, ACCOUNTS].map(table => `${schema}.${table}`);
  const rows = (sql: string) =>
    session
      .query<RowDataPacket[]>({ sql, timeout: 30_000 })
      .then(([found]) => found);
  const transactions = await rows(
    `SELECT writer, seq, COUNT(*) AS n, COUNT(DISTINCT part) AS parts, MIN(server) AS server
      FROM ${tables[0]} GROUP BY writer, seq`,
  );
  const balances = await rows(`SELECT id, balance FROM ${tables[1]}`);
  const checksums = await rows(`CHECKSUM TABLE ${tables.join(', ')}`);
  const [gtid] = await rows('SELECT @@GLOBAL.gtid_executed AS executed');
  return {
    instance,
    transactions: transactions.map(row => ({
      writer: Number(row.writer),
      seq: Number(row.seq),
      rows: Number(row.n),
      parts: Number(row.parts),
      server: String(row.server),
    })),
    balances: new Map(
      balances.map(row => [Number(row.id), Number(row.balance)]),
    ),
    checksums: Object.fromEntries(
      checksums.map(row => [String(row.Table), String(row.Checksum)]),
    ),
    gtidExecuted: String(gtid.executed).replace(/\s/g, ''),
  };
}
