/** Tables as sysbench has them: numbers, and text of digits that shrinks to half. */
import type { Mysqld } from '../../e2e/conformance/mysqld';

/** Of a row with its indexes, as it lies on disk. */
const bytesPerRow = 245;
/** So many rows are made one by one; the others are these again, further apart than a compressor looks back. */
const seedRows = 24_000;
const tables = 4;

const digits = (groups: number) =>
  `CONCAT_WS('-', ${Array.from(
    { length: groups },
    () => 'LPAD(FLOOR(RAND() * 100000000000), 11, 0)',
  ).join()})`;

/** Statements that fill a database with about so many bytes; each session runs them by itself. */
export function dataset(bytes: number, database = 'bench'): string[] {
  const perTable = Math.ceil(bytes / bytesPerRow / tables);
  const statements = [
    `CREATE DATABASE IF NOT EXISTS ${database}`,
    'SET SESSION cte_max_recursion_depth = 1000000',
  ];
  for (let table = 1; table <= tables; table++) {
    const name = `${database}.sbtest${table}`;
    statements.push(
      `CREATE TABLE ${name} (id INT AUTO_INCREMENT PRIMARY KEY, k INT NOT NULL, c CHAR(120) NOT NULL, pad CHAR(60) NOT NULL, INDEX (k))`,
      `INSERT INTO ${name} (k, c, pad) WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < ${Math.min(
        seedRows,
        perTable,
      )}) SELECT FLOOR(RAND() * 1000000), ${digits(10)}, ${digits(5)} FROM n`,
    );
    for (let rows = seedRows; rows < perTable; rows += seedRows)
      statements.push(
        `INSERT INTO ${name} (k, c, pad) SELECT FLOOR(RAND() * 1000000), c, pad FROM ${name} WHERE id <= ${Math.min(
          seedRows,
          perTable - rows,
        )}`,
      );
  }
  return statements;
}

/** Fills a server without a trace in its binary log. */
export async function fill(server: Mysqld, bytes: number): Promise<void> {
  await server.run(
    'SET SESSION sql_log_bin = OFF',
    ...dataset(bytes),
    'SET SESSION sql_log_bin = ON',
  );
}

/** What its tables take on disk. */
export async function dataBytes(server: Mysqld): Promise<number> {
  return Number(
    await server.value(
      'SELECT SUM(FILE_SIZE) FROM information_schema.INNODB_TABLESPACES',
    ),
  );
}

/** As an instance of a cluster with 1 GiB of memory has it, where the tests have less. */
export const serverSettings = {
  innodb_buffer_pool_size: '512M',
  innodb_redo_log_capacity: '512M',
  max_allowed_packet: '256M',
} as const;
