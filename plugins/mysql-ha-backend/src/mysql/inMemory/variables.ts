import { MysqldProcess } from './MysqldProcess';

/** Those of the model's variables that only change by a restart. */
export const STATIC_VARIABLES: ReadonlySet<string> = new Set([
  'server_id',
  'log_bin',
  'innodb_buffer_pool_instances',
  'lower_case_table_names',
  'performance_schema',
]);

const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['max_connections', '151'],
  ['innodb_buffer_pool_size', '134217728'],
  ['innodb_buffer_pool_instances', '1'],
  ['lower_case_table_names', '0'],
  ['performance_schema', 'ON'],
  ['sync_binlog', '1'],
  ['long_query_time', '10.000000'],
  ['rpl_semi_sync_source_wait_no_replica', 'ON'],
  ['rpl_semi_sync_source_timeout', '4294967295'],
  ['event_scheduler', 'OFF'],
]);

/** The value as `@@global` shows it; undefined when the model doesn't know the variable. */
export function readVariable(
  process: MysqldProcess,
  name: string,
): string | undefined {
  return process.variables.get(name) ?? DEFAULTS.get(name);
}

/** SET GLOBAL, with what that does to commits that wait. */
export function writeVariable(
  process: MysqldProcess,
  name: string,
  value: string,
): void {
  process.variables.set(name, value);
  if (name === 'event_scheduler') process.schedulesEvents = value === 'ON';
  if (name === 'rpl_semi_sync_source_wait_no_replica') {
    process.semiSync.setWaitNoReplica(value === 'ON');
  }
}
