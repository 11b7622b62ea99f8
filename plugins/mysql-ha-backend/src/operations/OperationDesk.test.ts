import { mockServices } from '@backstage/backend-test-utils';
import {
  MySQLCluster,
  mysqlClusterSchema,
  REQUESTED_BY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  InMemoryApiServer,
  InMemoryKubernetes,
  ManualClock,
} from '../kubernetes/memory';
import { OperationDesk } from './OperationDesk';

const KEY = { namespace: 'shop', name: 'orders' };
const INTENT = { name: 'a', stages: [], notes: [], journal: { term: '1' } };

function setUp() {
  const clock = new ManualClock();
  const server = new InMemoryApiServer(clock);
  const desk = async () => {
    const kubernetes = new InMemoryKubernetes({ clock, server });
    await kubernetes.start();
    let authority = true;
    return {
      kubernetes,
      lose: () => {
        authority = false;
      },
      desk: new OperationDesk({
        key: KEY,
        kubernetes,
        clock,
        logger: mockServices.logger.mock(),
        hasAuthority: () => authority,
      }),
    };
  };
  const ask = (name: string, annotations = {}) =>
    server.put({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLOperation',
      metadata: { name, namespace: 'shop', annotations },
      spec: { clusterName: 'orders', type: 'Switchover' },
    });
  const stored = (name: string) =>
    server.read({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLOperation',
      namespace: 'shop',
      name,
    });
  const cluster = (): MySQLCluster =>
    mysqlClusterSchema.parse(
      server.put({
        apiVersion: 'mysqlha.dev/v1alpha1',
        kind: 'MySQLCluster',
        metadata: KEY,
        spec: {},
        status: {},
      }),
    );
  return { clock, cluster, desk, ask, stored };
}

describe('OperationDesk', () => {
  it('takes the one that was begun first, then the oldest', async () => {
    const { clock, desk, ask } = setUp();
    ask('b', { [REQUESTED_BY_ANNOTATION]: 'user:default/ann' });
    await clock.advance(1_000);
    ask('a');
    await clock.advance(0);
    const { desk: first } = await desk();
    expect(first.request()).toMatchObject({
      name: 'b',
      begun: false,
      forMs: 1_000,
      requestedBy: 'user:default/ann',
    });
    await first.begin({ ...INTENT, name: 'a' }, ['Do it.']);
    expect(first.request()).toMatchObject({
      name: 'a',
      begun: true,
      journal: { term: '1' },
    });
  });

  it('does not begin again what has ended, however late the watch is', async () => {
    const { clock, desk, ask, stored } = setUp();
    ask('a');
    const { desk: one, kubernetes } = await desk();
    await clock.advance(0);
    kubernetes.watches.hold();
    expect(await one.begin(INTENT, [])).toBe(true);
    await one.end('a', 'Succeeded', 'It is done.');
    expect(one.request()).toBeUndefined();
    expect(await one.begin(INTENT, [])).toBe(false);
    expect(stored('a')).toMatchObject({
      status: { phase: 'Succeeded', message: 'It is done.' },
    });
  });

  it('goes on where an earlier operator stopped', async () => {
    const { desk, ask } = setUp();
    ask('a');
    const { desk: earlier } = await desk();
    await earlier.begin(INTENT, ['Do it.']);
    await earlier.remember('a', { cloned: 'orders-1' });
    const { desk: later } = await desk();
    expect(later.request()).toMatchObject({
      begun: true,
      journal: { term: '1', cloned: 'orders-1' },
    });
  });

  it('lets a stalled operator overwrite nothing that its successor wrote', async () => {
    const { clock, desk, ask, stored } = setUp();
    ask('a');
    const stalled = await desk();
    const successor = await desk();
    await clock.advance(0);
    stalled.kubernetes.watches.hold();
    await successor.desk.begin(INTENT, []);
    await successor.desk.end('a', 'Failed', 'It was put back.');
    expect(await stalled.desk.begin(INTENT, [])).toBe(false);
    expect(stalled.desk.request()).toBeUndefined();
    expect(stored('a')).toMatchObject({ status: { phase: 'Failed' } });
  });

  it('writes nothing without authority', async () => {
    const { desk, ask, stored } = setUp();
    ask('a');
    const { desk: one, lose } = await desk();
    lose();
    await expect(one.begin(INTENT, [])).rejects.toThrow('no longer held');
    expect(stored('a')?.status).toBeUndefined();
  });

  it('writes later what could not be written', async () => {
    const { clock, cluster, desk, ask, stored } = setUp();
    ask('a');
    const { desk: one, kubernetes } = await desk();
    kubernetes.onRequest = () => {
      throw new Error('the API server is away');
    };
    await expect(one.end('a', 'Failed', 'No.')).rejects.toThrow('is away');
    kubernetes.onRequest = () => {};
    one.tend(cluster());
    await clock.advance(0);
    expect(stored('a')).toMatchObject({ status: { phase: 'Failed' } });
  });

  it('ties what kubectl wrote to its cluster, and tells the others whom they wait for', async () => {
    const { clock, cluster, desk, ask, stored } = setUp();
    ask('a');
    await clock.advance(1_000);
    ask('b');
    const { desk: one } = await desk();
    const owner = cluster();
    one.tend(owner);
    await clock.advance(0);
    expect(stored('a')?.metadata).toMatchObject({
      labels: { 'mysqlha.dev/cluster': 'orders' },
      ownerReferences: [{ kind: 'MySQLCluster', uid: owner.metadata.uid }],
    });
    expect(stored('b')).toMatchObject({
      status: {
        phase: 'Pending',
        message: 'It waits for a, as one is done at a time.',
      },
    });
  });
});
