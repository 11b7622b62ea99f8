import { checkConfig } from './checkConfig';
import { CONSTANT_SETTINGS } from './constantSettings';

const reasonFor = (key: string, value = '100') =>
  checkConfig({ [key]: value })[0]?.reason;

describe('checkConfig', () => {
  it.each([
    'max_connections',
    'max-connections',
    'innodb_buffer_pool_size',
    'sql_mode',
    'transaction_isolation',
    'slow_query_log',
    'general_log',
    'long_query_time',
    'binlog_expire_logs_seconds',
    'log_bin_trust_function_creators',
    'log_error_verbosity',
    'local_infile',
    'skip_name_resolve',
    'replica_parallel_workers',
    'require_secure_transport',
    'performance_schema_digests_size',
    'performance_schema_consumer_events_statements_history_long',
    'validate_password.length',
    'tmp_table_size',
    'default_time_zone',
    'character_set_server',
    'disabled_storage_engines',
    'group_concat_max_len',
    'max_allowed_packet',
    'max_binlog_size',
    'innodb_redo_log_capacity',
    'innodb_io_capacity',
    'optimizer_switch',
    'wait_timeout',
    'thread_cache_size',
    'binlog_row_image',
    'innodb_print_all_deadlocks',
    'explicit_defaults_for_timestamp',
    'ft_min_word_len',
  ])('leaves %s to the tenant', key => {
    expect(checkConfig({ [key]: '100' })).toEqual([]);
  });

  it.each(['ON', 'off', 'DISABLED'])('takes event_scheduler: %s', value => {
    expect(checkConfig({ event_scheduler: value })).toEqual([]);
  });

  it('refuses a value of event_scheduler with which mysqld would not start', () => {
    expect(checkConfig({ event_scheduler: '100' })).toEqual([
      {
        key: 'event_scheduler',
        reason: 'mysqld does not start with 100',
        remedy: 'write one of ON, OFF, DISABLED',
      },
    ]);
  });

  it.each([
    ['sync_binlog', 'on disk'],
    ['sync-binlog', 'on disk'],
    ['SYNC_BINLOG', 'on disk'],
    ['loose_sync_binlog', 'on disk'],
    ['loose-sync-binlog', 'on disk'],
    ['innodb_flush_log_at_trx_commit', 'on disk'],
    ['skip-innodb-doublewrite', 'on disk'],
    ['innodb_flush_method', 'on disk'],
    ['rpl_semi_sync_source_timeout', 'recorded members'],
    ['rpl_semi_sync_master_enabled', 'recorded members'],
    ['gtid_mode', 'GTID'],
    ['skip-log-bin', 'GTID'],
    ['disable-log-bin', 'GTID'],
    ['log_slave_updates', 'GTID'],
    ['skip_log_replica_updates', 'GTID'],
    ['replicate_do_db', 'exactly what its primary holds'],
    ['slave_skip_errors', 'exactly what its primary holds'],
    ['skip-slave-start', 'exactly what its primary holds'],
    ['relay_log_recovery', 'exactly what its primary holds'],
    ['skip_relay_log_recovery', 'exactly what its primary holds'],
    ['read_only', 'who takes writes'],
    ['offline_mode', 'who takes writes'],
    ['persisted_globals_load', 'how mysqld starts'],
    ['skip-grant-tables', 'how mysqld starts'],
    ['init_file', 'how mysqld starts'],
    ['partial_revokes', 'how mysqld starts'],
    ['innodb_dedicated_server', 'how mysqld starts'],
    ['skip_performance_schema', 'how mysqld starts'],
    ['datadir', 'paths'],
    ['innodb_log_group_home_dir', 'paths'],
    ['slow_query_log_file', 'paths'],
    ['secure_file_priv', 'paths'],
    ['log-error', 'paths'],
    ['port', 'identity'],
    ['skip_networking', 'identity'],
    ['server-id', 'identity'],
    ['report_host', 'identity'],
    ['mysqlx_port', 'identity'],
    ['plugin_load_add', 'plugins'],
    ['clone_valid_donor_list', 'plugins'],
    ['ssl_cert', 'certificates'],
    ['loose_max_connections', 'silently ignore a mistake'],
    ['skip_event_scheduler', 'the value in the name'],
    ['sync_binl', 'on disk'],
    ['replicate', 'short form of replicate_'],
    ['datad', 'short form of datadir'],
    ['[client]', 'no name of a key'],
    ['max connections', 'no name of a key'],
    ['max_connections=1\nserver_id', 'no name of a key'],
    ['!include', 'no name of a key'],
    ['', 'no name of a key'],
  ])('refuses %j', (key, reason) => {
    expect(reasonFor(key)).toContain(reason);
  });

  it('refuses each constant key, whatever its spelling', () => {
    for (const { name } of CONSTANT_SETTINGS) {
      expect({ name, refused: reasonFor(name) !== undefined }).toEqual({
        name,
        refused: true,
      });
    }
  });

  it.each(['1\nserver_id=9', '1\r', 'nul\0', `"it's"`])(
    'refuses the value %j, which would not stay on its line',
    value => {
      expect(reasonFor('sql_mode', value)).toContain('line break');
    },
  );

  it('refuses a key that is given in two spellings', () => {
    expect(
      checkConfig({ max_connections: '100', 'max-connections': '200' }),
    ).toEqual([
      {
        key: 'max-connections',
        reason: 'it is the same key as max_connections',
        remedy: 'keep one of them',
      },
    ]);
  });

  it.each(['1', '19', 'many', ''])(
    'leaves the engine its connections: max_connections %s is refused',
    value => {
      expect(checkConfig({ 'max-connections': value })[0]?.remedy).toBe(
        'set it to 20 or more, or remove it so that it is computed',
      );
    },
  );
});
