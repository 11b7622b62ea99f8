import { Call } from '../connection';
import { WrittenMembers } from '../facts';

/** What mysql-ha keeps in each cluster's own tables, so that it is replicated and outlives Kubernetes. */
const TABLES: Readonly<Record<string, string>> = {
  term: `CREATE TABLE IF NOT EXISTS mysqlha.term (
    id TINYINT NOT NULL PRIMARY KEY,
    term BIGINT UNSIGNED NOT NULL,
    primary_uuid CHAR(36) CHARACTER SET ascii NOT NULL,
    at DATETIME(6) NOT NULL COMMENT 'UTC'
  ) ENGINE=InnoDB COMMENT='The newest primary; written by mysql-ha alone'`,
  members: `CREATE TABLE IF NOT EXISTS mysqlha.members (
    id TINYINT NOT NULL PRIMARY KEY,
    cluster VARCHAR(64) CHARACTER SET ascii NOT NULL,
    term BIGINT UNSIGNED NOT NULL,
    revision BIGINT UNSIGNED NOT NULL,
    members JSON NOT NULL,
    wait_for TINYINT UNSIGNED NOT NULL,
    lowest_wait_for TINYINT UNSIGNED NULL,
    at DATETIME(6) NOT NULL COMMENT 'UTC'
  ) ENGINE=InnoDB COMMENT='Who counts for a commit; written by mysql-ha alone'`,
  events: `CREATE TABLE IF NOT EXISTS mysqlha.events (
    id TINYINT NOT NULL PRIMARY KEY,
    events JSON NOT NULL,
    at DATETIME(6) NOT NULL COMMENT 'UTC'
  ) ENGINE=InnoDB COMMENT='Which events are to run, which no replica knows; written by mysql-ha alone'`,
  heartbeat: `CREATE TABLE IF NOT EXISTS mysqlha.heartbeat (
    id TINYINT NOT NULL PRIMARY KEY,
    at DATETIME(6) NOT NULL COMMENT 'UTC'
  ) ENGINE=InnoDB COMMENT='Proves that a write commits; written by mysql-ha alone'`,
};

/** Creates what is missing. Looks first: IF NOT EXISTS is written to the binary log even when it changes nothing. */
export async function ensureSchema(call: Call): Promise<void> {
  const rows = await call.query(
    `SELECT '' AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'mysqlha'
     UNION ALL SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'mysqlha'`,
  );
  const present = new Set(rows.map(({ name }) => name));
  if (!present.has('')) {
    await call.query('CREATE DATABASE IF NOT EXISTS mysqlha');
  }
  for (const [name, statement] of Object.entries(TABLES)) {
    if (!present.has(name)) {
      await call.query(statement);
    }
  }
}

/**
 * Writes the record of members, unless another operator commands by now.
 *
 * @param commander - the connection that holds the commanding lock
 * @returns whether it was written
 */
export async function writeMembers(
  call: Call,
  { cluster, term, revision, members, waitFor, lowestWaitFor }: WrittenMembers,
  commander: number,
): Promise<boolean> {
  const found = await call.change(
    `INSERT INTO mysqlha.members (id, cluster, term, revision, members, wait_for, lowest_wait_for, at)
     SELECT 1, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6) FROM DUAL WHERE IS_USED_LOCK('mysqlha') = ?
     ON DUPLICATE KEY UPDATE cluster = VALUES(cluster), term = VALUES(term), revision = VALUES(revision),
       members = VALUES(members), wait_for = VALUES(wait_for), lowest_wait_for = VALUES(lowest_wait_for), at = VALUES(at)`,
    [
      cluster,
      term,
      revision,
      JSON.stringify(members),
      waitFor,
      lowestWaitFor ?? null,
      commander,
    ],
  );
  return found > 0;
}

/** The statement by which a heartbeat proves that a write commits. */
export const WRITE_HEARTBEAT =
  'INSERT INTO mysqlha.heartbeat (id, at) VALUES (1, UTC_TIMESTAMP(6)) AS new ON DUPLICATE KEY UPDATE at = new.at';

/**
 * Writes term and primary, unless another operator commands by now.
 *
 * @param commander - the connection that holds the commanding lock
 * @returns whether it was written
 */
export async function writeTerm(
  call: Call,
  term: number,
  commander: number,
): Promise<boolean> {
  const found = await call.change(
    `INSERT INTO mysqlha.term (id, term, primary_uuid, at)
     SELECT 1, ?, @@global.server_uuid, UTC_TIMESTAMP(6) FROM DUAL WHERE IS_USED_LOCK('mysqlha') = ?
     ON DUPLICATE KEY UPDATE term = VALUES(term), primary_uuid = VALUES(primary_uuid), at = VALUES(at)`,
    [term, commander],
  );
  return found > 0;
}
