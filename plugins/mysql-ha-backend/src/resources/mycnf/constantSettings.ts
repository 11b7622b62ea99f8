import { MYSQL_PORT } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { DATA_DIR, RUN_DIR, TMP_DIR } from '../paths';
import { boot, option, Setting, variable } from './Setting';

/**
 * The plugins’ own variables. `--initialize` loads no plugin and ends at a variable that it doesn’t know, hence `ifKnown`;
 * an image without the plugins comes up, and the engine says what it lacks.
 */
const SEMI_SYNC: readonly Setting[] = [
  boot(
    'rpl_semi_sync_source_enabled',
    'OFF',
    'The engine turns it on with the recorded count, before the primary becomes writable.',
  ),
  variable(
    'rpl_semi_sync_source_timeout',
    '4294967295',
    'The largest there is, 49 days: a commit waits for its acknowledgements and never falls back to asynchronous.',
  ),
  variable(
    'rpl_semi_sync_source_wait_point',
    'AFTER_SYNC',
    'Nobody sees a commit before enough replicas hold it.',
  ),
  variable(
    'rpl_semi_sync_source_wait_no_replica',
    'ON',
    'A commit waits also when too few replicas are connected.',
  ),
  boot(
    'rpl_semi_sync_replica_enabled',
    'OFF',
    'The engine turns it on for recorded members; then it acknowledges.',
  ),
].map(setting => ({ ...setting, ifKnown: true }));

/**
 * What is not the tenant’s, because durability, replication or the engine rely on it (invariant 4 of the design). They
 * stand last in the file: with a key given twice, mysqld takes the last.
 *
 * `binlog_format` is missing although it must be ROW: that is the default, setting it is deprecated
 * (https://dev.mysql.com/doc/refman/9.7/en/replication-options-binary-log.html#sysvar_binlog_format), and nobody can
 * change it: tenants’ keys are checked, the application has no privilege, and what is persisted is not loaded.
 * `log_error` is missing too: unset, mysqld logs to the stderr that the supervisor reads; set to `stderr`, it would log to
 * a file of that name.
 */
export const CONSTANT_SETTINGS: readonly Setting[] = [
  variable('port', String(MYSQL_PORT), 'Where the Services lead.'),
  variable('bind_address', '*', 'All addresses of the pod.'),
  option(
    'datadir',
    DATA_DIR,
    'A folder of the volume, not its root, so that it can be made and replaced as a whole.',
  ),
  option(
    'socket',
    `${RUN_DIR}/mysqld.sock`,
    'The root file system is read-only. The supervisor speaks over it.',
  ),
  option(
    'pid_file',
    `${RUN_DIR}/mysqld.pid`,
    'The root file system is read-only.',
  ),
  variable('tmpdir', TMP_DIR, 'The root file system is read-only.'),
  variable(
    'secure_file_priv',
    'NULL',
    'No statement reads or writes files of the container: the supervisor’s token is one of them.',
  ),
  {
    ...option(
      'mysqlx',
      'OFF',
      'Nobody uses its port 33060, so it is not opened.',
    ),
    ifKnown: true,
  },
  variable(
    'persisted_globals_load',
    'OFF',
    'SET PERSIST would beat every line of this file.',
  ),

  variable(
    'sync_binlog',
    '1',
    'A commit is on disk before it is acknowledged.',
  ),
  variable(
    'innodb_flush_log_at_trx_commit',
    '1',
    'A commit is on disk before it is acknowledged.',
  ),
  variable(
    'innodb_doublewrite',
    'ON',
    'A page torn by a power cut can be repaired.',
  ),
  variable(
    'sync_relay_log',
    '1',
    'A replica’s acknowledgement means “on my disk”. By default it is only in memory: 50 acknowledged commits made no fsync.',
  ),
  variable(
    'relay_log_recovery',
    'OFF',
    'With ON a restarted replica throws away what it acknowledged and has not applied yet.',
  ),

  option(
    'log_bin',
    'binlog',
    'Every instance may become the primary. Relative to the data directory, and without the host’s name, so that a clone finds it.',
  ),
  variable(
    'relay_log',
    'relay-bin',
    'Without the host’s name, so that a volume may move to another pod.',
  ),
  variable('gtid_mode', 'ON', 'Instances compare what they hold by GTID sets.'),
  variable('enforce_gtid_consistency', 'ON', 'gtid_mode needs it.'),
  variable(
    'log_replica_updates',
    'ON',
    'A replica that becomes the primary must have the history to give.',
  ),
  variable(
    'replica_preserve_commit_order',
    'ON',
    'A replica never shows a state that the primary never had.',
  ),
  variable(
    'replica_net_timeout',
    '4',
    'A silent source is given up after 4 s instead of 60 s; heartbeats come each second. To stop a receiver is quick until then, and takes as long again while it tries to connect.',
  ),
  boot(
    'skip_replica_start',
    'ON',
    'An instance boots with replication stopped: the engine decides whom it follows.',
  ),
  boot(
    'read_only',
    'ON',
    'An instance boots read-only: the engine decides who takes writes.',
  ),
  boot(
    'super_read_only',
    'ON',
    'Also for those with privileges: an old primary that comes back can change nothing.',
  ),

  option(
    'plugin_load_add',
    'semisync_source.so;semisync_replica.so;mysql_clone.so',
    'Semi-synchronous replication, and CLONE for new replicas.',
  ),
  ...SEMI_SYNC,
  variable(
    'replication_sender_observe_commit_only',
    'OFF',
    'It belongs to AFTER_SYNC, which the sender has to observe whole.',
  ),
];
