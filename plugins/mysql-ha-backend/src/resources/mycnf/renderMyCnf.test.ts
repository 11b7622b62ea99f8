import { testCluster } from '../__testUtils__/testCluster';
import { renderMyCnf } from './renderMyCnf';
import { tenantKeys, wantedVariables } from './settings';

const { spec } = testCluster({
  resources: { limits: { memory: '2Gi' } },
  config: {
    'max-connections': '500',
    sync_binlog: '0',
    sql_mode: 'ANSI,STRICT_ALL_TABLES',
    'validate_password.length': '12',
    init_connect: "SET NAMES 'utf8mb4' # all",
  },
});

describe('my.cnf', () => {
  it('reads well', () => {
    expect(renderMyCnf(spec)).toMatchSnapshot();
  });

  it('has each key once, so that nothing depends on the order', () => {
    const keys = renderMyCnf(spec)
      .split('\n')
      .filter(line => line.includes(' = ') && !line.startsWith('#'))
      .map(line => line.split(' = ')[0]);
    expect(keys).toHaveLength(new Set(keys).size);
  });

  it('leaves out a value that a server refused, so that the next start succeeds', () => {
    expect(renderMyCnf(spec, ['sql_mode'])).not.toContain('sql_mode');
    expect(renderMyCnf(spec)).toContain('loose_sql_mode');
  });

  it('asks the server about the tenant’s keys alone', () => {
    expect(tenantKeys(spec.config)).toEqual([
      'init_connect',
      'max_connections',
      'sql_mode',
      'validate_password.length',
    ]);
  });

  it('wants no variable that the engine changes while mysqld runs', () => {
    const wanted = wantedVariables(spec);
    expect(wanted).toMatchObject({ max_connections: '500', sync_binlog: '1' });
    for (const name of [
      'super_read_only',
      'read_only',
      'rpl_semi_sync_source_enabled',
      'rpl_semi_sync_replica_enabled',
      'skip_replica_start',
      'plugin_load_add',
    ])
      expect(wanted).not.toHaveProperty(name);
  });
});
