import { isSameValue, parseSize } from './variableComparison';

describe('isSameValue', () => {
  it.each([
    ['max_connections', '500', '500'],
    ['innodb_buffer_pool_size', '128M', '134217728'],
    ['innodb_buffer_pool_size', '1g', '1073741824'],
    ['max_binlog_size', '1024K', '1048576'],
    ['event_scheduler', '1', 'ON'],
    ['slow_query_log', 'true', 'ON'],
    ['slow_query_log', 'off', '0'],
    ['long_query_time', '0.5', '0.500000'],
    ['long_query_time', '2', '2.000000'],
    ['transaction_isolation', 'read-committed', 'READ-COMMITTED'],
    ['secure_file_priv', 'NULL', ''],
    ['disabled_storage_engines', 'MyISAM,ARCHIVE', 'ARCHIVE,MyISAM'],
    ['sql_mode', 'ANSI', 'REAL_AS_FLOAT,PIPES_AS_CONCAT,ANSI_QUOTES,ANSI'],
    [
      'sql_mode',
      'NO_ZERO_DATE,STRICT_ALL_TABLES',
      'STRICT_ALL_TABLES,NO_ZERO_DATE',
    ],
    ['sql_mode', '', ''],
    [
      'innodb_redo_log_capacity',
      '18446744073709551615',
      '18446744073709551615',
    ],
  ])('%s: %j is %j', (name, wanted, running) => {
    expect(isSameValue(name, wanted, running)).toBe(true);
  });

  it.each([
    ['max_connections', '500', '151'],
    ['innodb_buffer_pool_size', '128M', '128'],
    ['event_scheduler', 'ON', 'OFF'],
    ['event_scheduler', 'DISABLED', 'OFF'],
    ['long_query_time', '0.5', '0.050000'],
    ['sql_mode', 'STRICT_ALL_TABLES', 'STRICT_ALL_TABLES,NO_ZERO_DATE'],
    ['sql_mode', 'ANSI', 'ANSI_QUOTES'],
    ['sql_mode', '', 'ANSI'],
    ['disabled_storage_engines', 'MyISAM,ARCHIVE', 'MyISAM'],
    [
      'innodb_redo_log_capacity',
      '18446744073709551615',
      '18446744073709551614',
    ],
  ])('%s: %j is not %j', (name, wanted, running) => {
    expect(isSameValue(name, wanted, running)).toBe(false);
  });
});

describe('parseSize', () => {
  it.each([
    ['1G', 2 ** 30],
    [' 64k ', 65536],
    ['7', 7],
    ['1.5G', undefined],
    ['lots', undefined],
  ])('reads %j as %s', (text, size) => {
    expect(parseSize(text)).toBe(size);
  });
});
