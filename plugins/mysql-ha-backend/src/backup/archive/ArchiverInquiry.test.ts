import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { mysqlClusterSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { systemClock } from '../../clock';
import { InMemoryKubernetes } from '../../kubernetes/memory';
import { DirectTransport } from '../../mysql/connection';
import { SignedServer } from '../../mysql/supervisor/__testUtils__/SignedServer';
import { secretData } from '../../resources';
import { ArchiverInquiry } from './ArchiverInquiry';
import { archiverName } from './archiverWork';

const UNTIL = '2026-05-01T10:00:00.250Z';
const ANSWER = {
  newest: { gtid: 'a:7', committedAt: '2026-05-01T10:00:00.249000Z' },
  change: { gtid: 'a:6', committedAt: '2026-05-01T09:59:58.000001Z' },
};

const cluster = mysqlClusterSchema.parse({
  apiVersion: 'mysqlha.dev/v1alpha1',
  kind: 'MySQLCluster',
  metadata: {
    ...{ namespace: 'shop', name: 'orders', annotations: {} },
    ...{ uid: 'uid-of-orders', resourceVersion: '1' },
  },
  spec: { backup: { locationName: 'store' } },
  status: { primary: 'orders-0' },
});

describe('ArchiverInquiry', () => {
  let server: SignedServer;
  let answer: { status: number; body: string };
  let kubernetes: InMemoryKubernetes;

  beforeEach(async () => {
    answer = { status: 200, body: JSON.stringify(ANSWER) };
    server = await SignedServer.start(
      { token: 'a-password', pod: 'shop/orders' },
      () => answer,
    );
    kubernetes = new InMemoryKubernetes();
    await kubernetes.start();
    kubernetes.server.put({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        ...{ namespace: 'shop', name: 'orders-system' },
        labels: { 'mysqlha.dev/cluster': 'orders' },
      },
      data: secretData({ 'backup-password': 'a-password' }),
    });
  });

  afterEach(async () => {
    server.stop();
    await kubernetes.stop();
  });

  function putArchiver(phase = 'Running') {
    kubernetes.server.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...{ namespace: 'shop', name: 'archiver' },
        labels: { 'app.kubernetes.io/instance': archiverName(cluster) },
      },
      status: { phase, podIP: '127.0.0.1' },
    });
  }

  const ask = (about = cluster) =>
    new ArchiverInquiry({
      ...{ kubernetes, transport: new DirectTransport(1_000) },
      ...{ clock: systemClock, port: server.port },
    }).newestTransaction(about, UNTIL);

  it('asks the archiver that runs, with the password that both have', async () => {
    putArchiver();
    expect(await ask()).toEqual(ANSWER);
    expect(server.requests).toEqual([
      `POST /v1/newest-transaction {"until":"${UNTIL}"} signed`,
    ]);
  });

  it('says that nobody can be asked where nothing is archived, or no archiver runs', async () => {
    putArchiver('Pending');
    await expect(ask()).rejects.toThrow(
      'The archiver of shop/orders does not run at the moment',
    );
    const spec = { ...cluster.spec, backup: undefined };
    await expect(ask({ ...cluster, spec })).rejects.toThrow(
      'spec.backup.archiveBinlogs',
    );
    expect(server.requests).toEqual([]);
  });

  it('says so when the archiver does not answer', async () => {
    putArchiver();
    server.stop();
    const refused = ask();
    await expect(refused).rejects.toThrow(ServiceUnavailableError);
    await expect(refused).rejects.toThrow('does not answer (ECONNREFUSED)');
  });

  it.each<[number, string, new (message: string) => Error, string]>([
    [422, '{"error":"It is after the end."}', InputError, 'after the end'],
    [503, '{"error":"Ask again."}', ServiceUnavailableError, 'Ask again.'],
    [401, '{"error":"no"}', ServiceUnavailableError, 'Try again in a minute'],
    [200, '{"newest":7}', ServiceUnavailableError, 'HTTP 200'],
    [500, 'oh', ServiceUnavailableError, 'HTTP 500'],
  ])('tells what an answer of %i means', async (status, body, type, words) => {
    putArchiver();
    answer = { status, body };
    const refused = ask();
    await expect(refused).rejects.toThrow(type);
    await expect(refused).rejects.toThrow(words);
  });
});
