/** Options of mysqld as my.cnf has them; a key without a value is a bare option. */
export type MysqldConfig = Readonly<Record<string, string>>;

/**
 * What every instance of a cluster runs with (design, invariants 4 and 5), plus what makes it small enough for three
 * on a laptop. Options of plugins are `loose_`: `--initialize` loads no plugin and refuses what it doesn't know.
 */
export const constantConfig: MysqldConfig = {
  gtid_mode: 'ON',
  enforce_gtid_consistency: 'ON',
  read_only: 'ON',
  super_read_only: 'ON',
  skip_replica_start: 'ON',
  persisted_globals_load: 'OFF',
  sync_binlog: '1',
  innodb_flush_log_at_trx_commit: '1',
  sync_relay_log: '1',
  binlog_transaction_compression: 'ON',
  relay_log_recovery: 'OFF',
  log_replica_updates: 'ON',
  replica_preserve_commit_order: 'ON',
  replica_net_timeout: '4',
  plugin_load_add: 'semisync_source.so;semisync_replica.so;mysql_clone.so',
  loose_rpl_semi_sync_source_enabled: 'OFF',
  loose_rpl_semi_sync_replica_enabled: 'OFF',
  loose_rpl_semi_sync_source_timeout: '4294967295',
  loose_rpl_semi_sync_source_wait_no_replica: 'ON',
  loose_rpl_semi_sync_source_wait_point: 'AFTER_SYNC',
  replication_sender_observe_commit_only: 'OFF',
  innodb_buffer_pool_size: '32M',
  // Each mysqld asks for some 4,000 of the machine's fs.aio-max-nr, of which local clusters may leave none.
  innodb_use_native_aio: 'OFF',
  innodb_redo_log_capacity: '16M',
  table_open_cache: '200',
  performance_schema_max_table_instances: '500',
  max_connections: '60',
  secure_file_priv: '',
  bind_address: '127.0.0.1',
  mysqlx: 'OFF',
  log_error_verbosity: '2',
};

/** A my.cnf of these options. */
export function myCnf(config: MysqldConfig): string {
  return [
    '[mysqld]',
    ...Object.entries(config).map(([key, value]) => `${key}=${value}`),
    '',
  ].join('\n');
}
