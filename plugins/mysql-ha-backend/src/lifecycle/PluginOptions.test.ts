import { ConfigReader } from '@backstage/config';
import { readPluginOptions } from './PluginOptions';

describe('readPluginOptions', () => {
  it('needs no configuration at all', () => {
    expect(readPluginOptions(new ConfigReader({}))).toMatchObject({
      operator: { enabled: true, leaseNamespace: 'mysql-ha' },
      connection: 'auto',
      supervisorImage: 'mysql-ha/supervisor:dev',
      agentImage: 'mysql-ha/agent:dev',
    });
  });

  it('reads each key', () => {
    const mysqlHa = {
      kubeconfig: '/etc/kubeconfig',
      namespaces: ['shop'],
      operator: { enabled: false, leaseNamespace: 'leases', identity: 'a' },
      connection: 'portForward',
      supervisorImage: 'registry/supervisor:1',
      agentImage: 'registry/agent:1',
      defaults: { storageClassName: 'fast', image: 'mysql:8.4' },
    };
    const catalog = { defaultOwner: 'group:default/dba' };
    expect(
      readPluginOptions(new ConfigReader({ mysqlHa: { ...mysqlHa, catalog } })),
    ).toEqual({ ...mysqlHa, ...catalog });
  });

  it('names the key, the value and the choices when a value is none of those allowed', () => {
    const config = new ConfigReader({ mysqlHa: { connection: 'tunnel' } });
    expect(() => readPluginOptions(config)).toThrow(
      "mysqlHa.connection is 'tunnel', which is none of auto, direct, portForward",
    );
  });
});
