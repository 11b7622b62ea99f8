import { Manifest } from '../artifact';

/** What a proof has counted, for people; rows as a string, as there may be more than a number holds exactly. */
export function countedIn({ tables }: Manifest): {
  readonly tables: number;
  readonly rows: string;
} {
  const rows = tables.reduce((sum, table) => sum + BigInt(table.rows), 0n);
  return { tables: tables.length, rows: String(rows) };
}
