import { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { ask } from '../mysql/ask';
import { NotCopied } from './NotCopied';

const notOurs = "('mysql', 'sys', 'performance_schema', 'information_schema')";

const namedRow = z.object({ name: z.string(), what: z.string() });

/**
 * CLONE copies InnoDB alone: tables of other engines that keep rows on disk arrive empty, without a word
 * (https://dev.mysql.com/doc/refman/9.7/en/clone-plugin-limitations.html).
 *
 * @throws NotCopied
 */
export async function requireCloned(connection: Connection): Promise<void> {
  const [lost] = await ask(
    connection,
    namedRow,
    `SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS name, ENGINE AS what FROM information_schema.TABLES
     WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ${notOurs}
       AND ENGINE NOT IN ('InnoDB', 'MEMORY', 'BLACKHOLE', 'FEDERATED', 'MRG_MYISAM') LIMIT 1`,
  );
  if (lost)
    throw new NotCopied(
      `The table ${lost.name} has the engine ${lost.what}, whose rows a Physical backup would leave out: ALTER TABLE ${lost.name} ENGINE=InnoDB, or choose Logical.`,
    );
}

/**
 * mysqldump writes no general tablespace, without which its CREATE TABLE fails at each restore
 * (https://dev.mysql.com/doc/refman/9.7/en/mysqldump.html).
 *
 * @param databases - empty: all
 * @throws NotCopied
 */
export async function requireDumped(
  connection: Connection,
  databases: readonly string[],
): Promise<void> {
  const wanted = databases.map(() => '?').join();
  const [lost] = await ask(
    connection,
    namedRow,
    `SELECT REPLACE(T.NAME, '/', '.') AS name, S.NAME AS what FROM information_schema.INNODB_TABLES T
     JOIN information_schema.INNODB_TABLESPACES S ON S.SPACE = T.SPACE
     WHERE S.SPACE_TYPE = 'General' AND S.NAME <> 'mysql'
       ${
         wanted && `AND SUBSTRING_INDEX(T.NAME, '/', 1) IN (${wanted})`
       } LIMIT 1`,
    databases,
  );
  if (lost)
    throw new NotCopied(
      `The table ${lost.name} lies in the tablespace ${lost.what}, which a Logical backup can’t bring back: ALTER TABLE ${lost.name} TABLESPACE innodb_file_per_table, or choose Physical.`,
    );
}
