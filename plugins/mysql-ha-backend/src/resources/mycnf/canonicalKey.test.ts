import { canonicalKey, optionName, withoutModifiers } from './canonicalKey';

describe('canonicalKey', () => {
  it.each([
    ['max-connections', 'max_connections'],
    [' MAX_CONNECTIONS ', 'max_connections'],
    ['slave-net-timeout', 'replica_net_timeout'],
    ['log_slave_updates', 'log_replica_updates'],
    ['rpl_semi_sync_master_enabled', 'rpl_semi_sync_source_enabled'],
    ['mastermind', 'mastermind'],
    ['default-time-zone', 'time_zone'],
  ])('reads %j as %s', (key, canonical) => {
    expect(canonicalKey(key)).toBe(canonical);
  });
});

describe('withoutModifiers', () => {
  it.each([
    ['max_connections', 'max_connections', undefined],
    ['loose_max_connections', 'max_connections', 'loose_'],
    ['loose_skip_log_bin', 'log_bin', 'loose_'],
    ['skip_name_resolve', 'skip_name_resolve', undefined],
    ['disabled_storage_engines', 'disabled_storage_engines', undefined],
  ])('finds in %s the name %s', (key, name, modifier) => {
    expect(withoutModifiers(key)).toEqual(
      modifier === undefined ? { name } : { name, modifier },
    );
  });
});

describe('optionName', () => {
  it.each([
    ['time_zone', '+01:00', 'default_time_zone'],
    ['time_zone', 'Europe/Berlin', 'time_zone'],
    ['sql_mode', 'ANSI', 'sql_mode'],
  ])('writes %s with the value %s as %s', (name, value, option) => {
    expect(optionName(name, value)).toBe(option);
  });
});
