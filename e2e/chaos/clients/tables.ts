import { Connection } from 'mysql2/promise';
import { ACCOUNT_COUNT } from '../ledger/transfers';

/**
 * One row for each insert of a writer, and the server that executed it. No key forbids a second one: what is there twice
 * must be seen.
 */
export const LEDGER = 'ledger';
/** Money that is moved between accounts in transactions; its sum is always 0. */
export const ACCOUNTS = 'accounts';

/** Makes both tables anew. */
export async function makeTables(connection: Connection): Promise<void> {
  await connection.query(`DROP TABLE IF EXISTS ${LEDGER}, ${ACCOUNTS}`);
  await connection.query(
    `CREATE TABLE ${LEDGER} (
      n BIGINT AUTO_INCREMENT PRIMARY KEY, writer INT NOT NULL, seq INT NOT NULL, part INT NOT NULL,
      server CHAR(36) NOT NULL,
      KEY (writer, seq))`,
  );
  await connection.query(
    `CREATE TABLE ${ACCOUNTS} (id INT PRIMARY KEY, balance INT NOT NULL)`,
  );
  const values = Array.from({ length: ACCOUNT_COUNT }, (_, id) => `(${id}, 0)`);
  await connection.query(`INSERT INTO ${ACCOUNTS} VALUES ${values.join()}`);
}
