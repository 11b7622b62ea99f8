import { eventually } from '../contract/eventually';
import { ManualClock } from '../memory';
import { FakeApiServer, reply } from './FakeApiServer';
import { RealKubernetes } from './RealKubernetes';

const SILENT = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
};
const POD = { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'a' };

describe('RealKubernetes on an ill API server', () => {
  let api: FakeApiServer;
  let clock: ManualClock;
  let kubernetes: RealKubernetes;

  beforeEach(async () => {
    api = await FakeApiServer.start();
    clock = new ManualClock();
    kubernetes = RealKubernetes.create({
      kubeconfig: api.kubeconfig(),
      logger: SILENT,
      clock,
    });
    api.onRequest = (_request, response) =>
      reply(response, 200, {
        ...POD,
        metadata: { name: 'a', managedFields: [] },
      });
  });

  afterEach(async () => {
    await kubernetes.stop();
    await api.stop();
  });

  it('is not reachable before anything was answered', async () => {
    expect(kubernetes.isReachable()).toBe(false);
    await kubernetes.read(POD);
    expect(kubernetes.isReachable()).toBe(true);
  });

  it('reads the last lines of a log, and none where there is no log yet', async () => {
    const key = { namespace: 'shop', name: 'a' };
    api.onRequest = (_request, response) =>
      response.writeHead(200).end('{"step":"upload"}\n{"result":{}}\n');
    expect(await kubernetes.readLog(key, 'agent', 2)).toEqual([
      '{"step":"upload"}',
      '{"result":{}}',
    ]);
    const { path, query } = api.requests[api.requests.length - 1];
    expect(path).toBe('/api/v1/namespaces/shop/pods/a/log');
    expect(Object.fromEntries(query)).toEqual({
      container: 'agent',
      tailLines: '2',
    });
    api.onRequest = (_request, response) =>
      reply(response, 400, { kind: 'Status', message: 'ContainerCreating' });
    expect(await kubernetes.readLog(key, 'agent', 2)).toEqual([]);
    api.onRequest = (_request, response) =>
      reply(response, 403, { kind: 'Status', message: 'pods/log forbidden' });
    await expect(kubernetes.readLog(key, 'agent', 2)).rejects.toThrow(
      'reading the log of Pod shop/a: pods/log forbidden',
    );
  });

  it('follows a log line by line until it ends or nobody wants it any more', async () => {
    const key = { namespace: 'shop', name: 'a' };
    const stop = new AbortController();
    api.onRequest = (_request, response) => {
      response.writeHead(200).write('{"a":1}\n{"b"');
      response.write(':2}\n\n{"c":3}\n');
    };
    const found: string[] = [];
    const options = { lines: 5, signal: stop.signal };
    for await (const line of kubernetes.followLog(key, 'agent', options)) {
      found.push(line);
      if (found.length === 3) stop.abort();
    }
    expect(found).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
    const { path, query } = api.requests[api.requests.length - 1];
    expect(path).toBe('/api/v1/namespaces/shop/pods/a/log');
    expect(Object.fromEntries(query)).toEqual({
      ...{ container: 'agent', follow: 'true', tailLines: '5' },
    });
    const lines = async () => {
      const again = { lines: 5, signal: new AbortController().signal };
      const all = [];
      for await (const line of kubernetes.followLog(key, 'agent', again))
        all.push(line);
      return all;
    };
    api.onRequest = (_request, response) =>
      response.writeHead(200).end('{"d":4}\n');
    expect(await lines()).toEqual(['{"d":4}']);
    api.onRequest = (_request, response) =>
      reply(response, 400, { kind: 'Status', message: 'ContainerCreating' });
    expect(await lines()).toEqual([]);
    api.onRequest = (_request, response) =>
      reply(response, 403, { kind: 'Status', message: 'pods/log forbidden' });
    await expect(lines()).rejects.toThrow(
      'following the log of Pod shop/a: pods/log forbidden',
    );
  });

  it('does not carry managedFields along', async () => {
    expect(await kubernetes.read(POD)).toEqual({
      ...POD,
      metadata: { name: 'a' },
    });
  });

  it('says that the server is gone, and after three seconds that it is not reachable', async () => {
    await kubernetes.read(POD);
    await api.crash();
    await expect(kubernetes.read(POD)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /^The Kubernetes API server http:\/\/127\.0\.0\.1:\d+ does not answer \(.+\)\. MySQL goes on without it/,
      ),
    });
    expect(kubernetes.isReachable()).toBe(true);
    clock.freeze(3000);
    expect(kubernetes.isReachable()).toBe(false);
  });

  it('counts refusals as silence, and asks by itself until there is an answer', async () => {
    await kubernetes.read(POD);
    api.onRequest = (_request, response) => reply(response, 503, 'etcd');
    await expect(kubernetes.read(POD)).rejects.toThrow('etcd');
    clock.freeze(3000);
    expect(kubernetes.isReachable()).toBe(false);
    const answered = new Promise<void>(resolve => {
      api.onRequest = (_request, response) => {
        response.on('finish', resolve);
        reply(response, 200, {});
      };
    });
    await clock.advance(1000);
    await answered;
    await kubernetes.read(POD).catch(() => {});
    expect(kubernetes.isReachable()).toBe(true);
    expect(api.requests.map(({ path }) => path)).toContain('/version');
  });

  it('gives a request up that is not answered in time', async () => {
    api.onRequest = () => {};
    await expect(kubernetes.read(POD, { timeoutMs: 50 })).rejects.toMatchObject(
      {
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('no answer in time'),
      },
    );
  });

  it('tells a missing object from a missing kind', async () => {
    api.onRequest = (_request, response) =>
      reply(response, 404, { kind: 'Status', details: { name: 'a' } });
    expect(await kubernetes.read(POD)).toBeUndefined();
    api.onRequest = (_request, response) =>
      reply(response, 404, { kind: 'Status', details: {} });
    await expect(kubernetes.read(POD)).rejects.toThrow('install the CRDs');
  });

  it('asks over one connection', async () => {
    let connections = 0;
    api.server.on('connection', () => {
      connections += 1;
    });
    for (let n = 0; n < 5; n++) await kubernetes.read(POD);
    expect(connections).toBe(1);
  });

  it('starts before it has listed what databases run without, and says that it has not', async () => {
    let answer = () => {};
    const asked = new Promise<void>(resolve => {
      answer = resolve;
    });
    const patient = RealKubernetes.create({
      kubeconfig: api.kubeconfig(),
      logger: SILENT,
    });
    api.onRequest = ({ path, query }, response) => {
      if (query.has('watch')) return;
      const list = { metadata: { resourceVersion: '1' }, items: [] };
      if (!path.endsWith('/mysqlrestores')) reply(response, 200, list);
      else void asked.then(() => reply(response, 200, list));
    };
    await patient.start();
    expect(patient.hasListed('MySQLCluster')).toBe(true);
    expect(patient.hasListed('MySQLRestore')).toBe(false);
    answer();
    await eventually(async () =>
      expect(patient.hasListed('MySQLRestore')).toBe(true),
    );
    await patient.stop();
  });

  it('watches only the namespaces that it was given', async () => {
    const limited = RealKubernetes.create({
      kubeconfig: api.kubeconfig(),
      logger: SILENT,
      namespaces: ['shop'],
    });
    api.onRequest = ({ query }, response) => {
      if (query.has('watch')) return;
      reply(response, 200, { metadata: { resourceVersion: '1' }, items: [] });
    };
    await limited.start();
    await limited.stop();
    const elsewhere = api.requests
      .map(({ path }) => path)
      .filter(path => !path.includes('/namespaces/shop/'));
    // Nodes belong to no namespace.
    expect(new Set(elsewhere)).toEqual(new Set(['/api/v1/nodes']));
    expect(api.requests.length).toBeGreaterThan(8);
  });
});
