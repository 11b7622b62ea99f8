import { createHash } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { MySqlError } from '../mysql';
import { renderMyCnf, wantedVariables } from '../resources';
import { testCluster } from '../resources/__testUtils__/testCluster';
import { ConfigurationKeeper, RunningServer } from './ConfigurationKeeper';
import { RestartNeeds } from './RestartNeeds';

const POD = 'pod-1';

describe('ConfigurationKeeper', () => {
  let restarts: RestartNeeds;
  let keeper: ConfigurationKeeper;
  let running: Record<string, string>;
  let set: string[];
  let reads: number;
  /** What a server answers to a SET GLOBAL. */
  let answer: (key: string) => 'set' | 'static';

  /** A server with everything as wanted, but for what a test says of it. */
  function server(change: Partial<RunningServer> = {}): RunningServer {
    return {
      name: 'orders-0',
      pod: POD,
      starts: 1,
      facts: { serverUuid: 'uuid-0' },
      mysql: {
        variables: async () => {
          reads++;
          return running;
        },
        setVariable: async (key, value) => {
          const outcome = answer(key);
          set.push(`${key}=${value}`);
          return outcome;
        },
      },
      ...change,
    };
  }

  const cluster = testCluster({
    config: { innodb_buffer_pool_instances: '4', max_connections: '500' },
  });
  const configuration = createHash('sha256')
    .update(renderMyCnf(cluster.spec, []))
    .digest('hex');

  beforeEach(() => {
    restarts = new RestartNeeds();
    keeper = new ConfigurationKeeper(restarts, mockServices.logger.mock());
    running = { ...wantedVariables(cluster.spec) };
    set = [];
    reads = 0;
    answer = () => 'set';
  });

  it('leaves a server alone that runs as it should', async () => {
    await keeper.keep(cluster, server());
    expect(set).toEqual([]);
    expect(restarts.reason('orders-0', POD)).toBeUndefined();
  });

  it('asks once per start and configuration', async () => {
    await keeper.keep(cluster, server());
    await keeper.keep(cluster, server());
    expect(reads).toBe(1);
    await keeper.keep(cluster, server({ starts: 2 }));
    expect(reads).toBe(2);
  });

  it('changes by SET GLOBAL what MySQL lets change', async () => {
    running.max_connections = '151';
    await keeper.keep(cluster, server());
    expect(set).toEqual(['max_connections=500']);
    expect(restarts.reason('orders-0', POD)).toBeUndefined();
  });

  describe('with a static variable that differs', () => {
    beforeEach(() => {
      running.innodb_buffer_pool_instances = '1';
      answer = () => 'static';
    });

    it('wants a restart of a mysqld that was started with an older my.cnf', async () => {
      await keeper.keep(cluster, server({ configuration: 'of-another-file' }));
      expect(restarts.reason('orders-0', POD)).toBe(
        'innodb_buffer_pool_instances can only change by a restart',
      );
    });

    it('wants none, also as a new operator, when mysqld was started with this very my.cnf', async () => {
      await keeper.keep(cluster, server({ configuration }));
      expect(restarts.reason('orders-0', POD)).toBeUndefined();
    });

    it('does not trust a pod made anew that still took the older my.cnf', async () => {
      await keeper.keep(cluster, server({ configuration: 'of-another-file' }));
      await keeper.keep(
        cluster,
        server({ pod: 'pod-2', configuration: 'of-another-file' }),
      );
      expect(restarts.reason('orders-0', 'pod-2')).toBeDefined();
    });

    it('asks an older supervisor’s pod to be made anew once, not again and again', async () => {
      await keeper.keep(cluster, server());
      expect(restarts.reason('orders-0', POD)).toBeDefined();
      await keeper.keep(cluster, server({ pod: 'pod-2' }));
      expect(restarts.reason('orders-0', 'pod-2')).toBeUndefined();
    });
  });

  it('restarts nothing for what the engine computed anew', async () => {
    const [computed] = Object.keys(running).filter(
      key => !(key in cluster.spec.config),
    );
    running[computed] = 'another';
    answer = () => 'static';
    await keeper.keep(cluster, server());
    expect(restarts.reason('orders-0', POD)).toBeUndefined();
  });

  it('names a variable that this MySQL does not know', async () => {
    delete running.max_connections;
    await keeper.keep(cluster, server());
    expect(keeper.refusals()).toEqual([
      expect.objectContaining({
        reason: 'UnknownVariable',
        message: expect.stringContaining('config.max_connections'),
      }),
    ]);
  });

  it('keeps a refused value out of my.cnf, and forgets it once it is corrected', async () => {
    running.max_connections = '151';
    answer = () => {
      throw new MySqlError('orders-0', {
        kind: 'other',
        code: 'ER_WRONG_VALUE_FOR_VAR',
        message: 'can’t be set to that',
      });
    };
    await keeper.keep(cluster, server());
    expect(keeper.refusedKeys()).toEqual(['max_connections']);
    expect(keeper.refusals()[0].message).toContain('can’t be set to that');
    await keeper.keep(testCluster({ config: {} }), server());
    expect(keeper.refusedKeys()).toEqual([]);
  });

  it('tries again when the server could not be asked', async () => {
    running.max_connections = '151';
    answer = () => {
      throw new MySqlError('orders-0', {
        kind: 'reset',
        code: 'ECONNRESET',
        message: 'the connection broke',
      });
    };
    await expect(keeper.keep(cluster, server())).rejects.toThrow('broke');
    expect(keeper.refusedKeys()).toEqual([]);
    answer = () => 'set';
    await keeper.keep(cluster, server());
    expect(set).toEqual(['max_connections=500']);
  });
});
