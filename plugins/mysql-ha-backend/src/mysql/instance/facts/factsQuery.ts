/** Microseconds since a TIMESTAMP(6), by the server's clock; NULL for its zero. */
const age = (column: string) =>
  `IF(${column} = 0, NULL, TIMESTAMPDIFF(MICROSECOND, ${column}, NOW(6)))`;

const RECEIVER = `
  SELECT JSON_OBJECT(
    'host', c.HOST, 'port', c.PORT, 'autoPosition', c.AUTO_POSITION,
    'sourceUuid', s.SOURCE_UUID, 'state', s.SERVICE_STATE, 'received', s.RECEIVED_TRANSACTION_SET,
    'errorCode', s.LAST_ERROR_NUMBER, 'errorMessage', s.LAST_ERROR_MESSAGE,
    'heartbeatAge', ${age('s.LAST_HEARTBEAT_TIMESTAMP')},
    'queuedAge', ${age('s.LAST_QUEUED_TRANSACTION_END_QUEUE_TIMESTAMP')},
    'queuedCommitAge', ${age(
      's.LAST_QUEUED_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP',
    )})
  FROM performance_schema.replication_connection_configuration c
  JOIN performance_schema.replication_connection_status s USING (CHANNEL_NAME)
  WHERE CHANNEL_NAME = ''`;

// A worker's error tells the cause; the coordinator's says only that a worker failed.
const APPLIER = `
  SELECT JSON_OBJECT(
    'state', a.SERVICE_STATE,
    'coordinatorErrorCode', c.LAST_ERROR_NUMBER, 'coordinatorErrorMessage', c.LAST_ERROR_MESSAGE,
    'processingAge', IF(c.PROCESSING_TRANSACTION = '', NULL, ${age(
      'c.PROCESSING_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP',
    )}))
  FROM performance_schema.replication_applier_status a
  LEFT JOIN performance_schema.replication_applier_status_by_coordinator c USING (CHANNEL_NAME)
  WHERE CHANNEL_NAME = ''`;

const WORKERS = `
  SELECT JSON_ARRAYAGG(JSON_OBJECT(
    'errorCode', LAST_ERROR_NUMBER, 'errorMessage', LAST_ERROR_MESSAGE,
    'applyingAge', IF(APPLYING_TRANSACTION = '', NULL, ${age(
      'APPLYING_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP',
    )}),
    'appliedAge', ${age('LAST_APPLIED_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP')}))
  FROM performance_schema.replication_applier_status_by_worker
  WHERE CHANNEL_NAME = ''`;

const STATUS = `
  SELECT JSON_OBJECTAGG(VARIABLE_NAME, VARIABLE_VALUE) FROM performance_schema.global_status
  WHERE VARIABLE_NAME IN ('Uptime', 'Rpl_semi_sync_source_clients',
    'Rpl_semi_sync_source_wait_sessions', 'Rpl_semi_sync_replica_status')`;

// A replica tells its uuid in a user variable; the process list doesn't know it.
const DUMP_THREADS = `
  SELECT JSON_ARRAYAGG(JSON_OBJECT('host', t.PROCESSLIST_HOST, 'serverUuid', CONVERT(v.VARIABLE_VALUE USING utf8mb4)))
  FROM performance_schema.threads t
  LEFT JOIN performance_schema.user_variables_by_thread v
    ON v.THREAD_ID = t.THREAD_ID AND v.VARIABLE_NAME = 'replica_uuid'
  WHERE t.PROCESSLIST_COMMAND LIKE 'Binlog Dump%'`;

// Naming a table that isn't there fails the whole statement. While its CREATE waits for an acknowledgement, this
// says no, without waiting.
const absent = (
  table: string,
) => `SELECT IF(EXISTS (SELECT 1 FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = 'mysqlha' AND TABLE_NAME = '${table}'), JSON_OBJECT('created', TRUE), NULL)`;

const TERM = {
  absent: absent('term'),
  present: `SELECT JSON_OBJECT('term', term, 'primaryUuid', primary_uuid) FROM mysqlha.term WHERE id = 1`,
};

const MEMBERS = {
  absent: absent('members'),
  present: `SELECT JSON_OBJECT('cluster', cluster, 'term', term, 'revision', revision, 'members', members,
    'waitFor', wait_for, 'lowestWaitFor', lowest_wait_for) FROM mysqlha.members WHERE id = 1`,
};

/** Whether a table of ours is known to be there. */
export type Presence = 'absent' | 'present';

/** Which of our tables are known to be there. */
export interface KnownTables {
  readonly term: Presence;
  readonly members: Presence;
}

/**
 * All facts in one statement of about 1.5 ms. `performance_schema.log_status` isn't in it, nor anything else that
 * waits behind a commit that waits for its acknowledgement. Single status variables are looked up by name;
 * `performance_schema.global_variables` would cost more than all the rest, so variables are read as `@@global`.
 * Lag: https://dev.mysql.com/doc/refman/9.7/en/replication-delayed.html, section "Monitoring".
 *
 * @param known - a table that is not known to be there is only looked for
 */
export function factsQuery(known: KnownTables): string {
  return `SELECT
    @@global.server_uuid AS serverUuid, @@global.server_id AS serverId, @@global.version AS version,
    @@global.read_only AS readOnly, @@global.super_read_only AS superReadOnly, @@global.offline_mode AS offlineMode,
    @@global.gtid_executed AS gtidExecuted, @@global.gtid_purged AS gtidPurged,
    @@global.rpl_semi_sync_source_enabled AS sourceEnabled,
    @@global.rpl_semi_sync_source_wait_for_replica_count AS waitFor,
    @@global.rpl_semi_sync_replica_enabled AS replicaEnabled,
    (${STATUS}) AS status, (${RECEIVER}) AS receiver, (${APPLIER}) AS applier, (${WORKERS}) AS workers,
    (${DUMP_THREADS}) AS dumpThreads, (${TERM[known.term]}) AS term,
    (${MEMBERS[known.members]}) AS members`;
}
