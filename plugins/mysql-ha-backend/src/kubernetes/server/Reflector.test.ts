import { ServerResponse } from 'node:http';
import { systemClock } from '../../clock';
import { KubernetesObject } from '../types';
import { ApiConnection } from './ApiConnection';
import { FakeApiServer, FakeRequest, reply } from './FakeApiServer';
import { loadKubeConfig } from './loadKubeConfig';
import { Reflector } from './Reflector';

function pod(name: string, resourceVersion: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', name, resourceVersion },
  };
}

describe('Reflector', () => {
  let api: FakeApiServer;
  let reflector: Reflector;
  let connection: ApiConnection;
  let seen: string[];
  let warnings: string[];
  /** Answers to come, one for each list and each watch, in order; the last one stays. */
  let lists: Array<(response: ServerResponse) => void>;
  let watches: Array<(response: ServerResponse) => void>;

  beforeEach(async () => {
    seen = [];
    warnings = [];
    lists = [response => list(response, '10', pod('a', '1'))];
    watches = [() => {}];
    api = await FakeApiServer.start();
    api.onRequest = ({ query }, response) => {
      const answers = query.has('watch') ? watches : lists;
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(response);
    };
    connection = new ApiConnection(
      loadKubeConfig(api.kubeconfig(), {}),
      () => {},
    );
    reflector = new Reflector({
      connection,
      clock: systemClock,
      random: () => 0,
      logger: { warn: text => warnings.push(text), info: () => {} },
      key: { apiVersion: 'v1', kind: 'Pod' },
      selection: { labelSelector: 'mysqlha.dev/cluster' },
      silenceMs: 150,
      target: {
        replace: objects =>
          seen.push(`all: ${objects.map(o => o.metadata.name).join()}`),
        set: object => seen.push(`set ${object.metadata.name}`),
        remove: object => seen.push(`remove ${object.metadata.name}`),
      },
    });
  });

  afterEach(async () => {
    reflector.stop();
    connection.close();
    await api.stop();
  });

  function list(
    response: ServerResponse,
    resourceVersion: string,
    ...items: KubernetesObject[]
  ): void {
    reply(response, 200, { metadata: { resourceVersion }, items });
  }

  function tell(response: ServerResponse, type: string, object: unknown): void {
    response.write(`${JSON.stringify({ type, object })}\n`);
  }

  function asked(what: 'list' | 'watch'): FakeRequest[] {
    return api.requests.filter(
      ({ query }) => query.has('watch') === (what === 'watch'),
    );
  }

  async function until(condition: () => boolean): Promise<void> {
    const deadline = Date.now() + 4000;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error(`not so: ${condition}`);
      await systemClock.sleep(5);
    }
  }

  it('lists once and follows the changes from there', async () => {
    watches = [
      response => {
        tell(response, 'ADDED', pod('b', '11'));
        tell(response, 'MODIFIED', pod('a', '12'));
        tell(response, 'DELETED', pod('b', '13'));
      },
    ];
    await reflector.start();
    await until(() => seen.length === 4);
    expect(seen).toEqual(['all: a', 'set b', 'set a', 'remove b']);
    const [watch] = asked('watch');
    expect(watch.path).toBe('/api/v1/pods');
    expect(Object.fromEntries(watch.query)).toEqual({
      labelSelector: 'mysqlha.dev/cluster',
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: '10',
      timeoutSeconds: '300',
    });
  });

  it('reads a long list page by page', async () => {
    lists = [
      response =>
        reply(response, 200, {
          metadata: { resourceVersion: '10', continue: 'more' },
          items: [pod('a', '1')],
        }),
      response => list(response, '10', pod('b', '2')),
    ];
    await reflector.start();
    expect(seen).toEqual(['all: a,b']);
    expect(asked('list')[1].query.get('continue')).toBe('more');
  });

  it('puts together what arrives in pieces', async () => {
    watches = [
      response => {
        const line = Buffer.from(
          `${JSON.stringify({ type: 'ADDED', object: pod('ö', '11') })}\n`,
        );
        const middle = line.indexOf('ö') + 1;
        response.write(line.subarray(0, middle));
        setTimeout(() => response.write(line.subarray(middle)), 20);
      },
    ];
    await reflector.start();
    await until(() => seen.length === 2);
    expect(seen[1]).toBe('set ö');
  });

  it('goes on where it was when the server ends the watch, without listing', async () => {
    watches = [
      response => {
        tell(response, 'ADDED', pod('b', '11'));
        tell(response, 'BOOKMARK', { metadata: { resourceVersion: '50' } });
        response.end();
      },
      () => {},
    ];
    await reflector.start();
    await until(() => asked('watch').length === 2);
    expect(asked('watch')[1].query.get('resourceVersion')).toBe('50');
    expect(asked('list')).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it.each([
    [
      'the watch is refused with 410',
      (response: ServerResponse) => reply(response, 410, { kind: 'Status' }),
    ],
    [
      'the watch tells 410',
      (response: ServerResponse) =>
        tell(response, 'ERROR', { kind: 'Status', metadata: {}, code: 410 }),
    ],
  ])('lists again when %s', async (_case, expire) => {
    watches = [expire, () => {}];
    lists.push(response => list(response, '99', pod('c', '98')));
    await reflector.start();
    await until(() => asked('watch').length === 2);
    expect(seen).toEqual(['all: a', 'all: c']);
    expect(asked('watch')[1].query.get('resourceVersion')).toBe('99');
  });

  it('notices a watch that went silent without an end', async () => {
    watches = [response => response.writeHead(200).flushHeaders()];
    await reflector.start();
    await until(() => asked('watch').length === 3);
    expect(asked('list')).toHaveLength(1);
  });

  it('waits for an API server that is ill, and says so once', async () => {
    const ill = (response: ServerResponse) =>
      reply(response, 404, { kind: 'Status', message: 'not found' });
    lists.unshift(ill, ill);
    await reflector.start();
    expect(seen).toEqual(['all: a']);
    expect(warnings).toEqual([
      "Can't watch Pod, so changes are not seen; trying again: listing Pod: not found. The API server does not know this kind: install the CRDs of mysql-ha (kubectl apply -f deploy/crds).",
    ]);
  });

  it('survives nonsense', async () => {
    watches = [
      response => response.write('{"type": "ADD\n'),
      response => tell(response, 'ADDED', pod('b', '11')),
      () => {},
    ];
    await reflector.start();
    await until(() => seen.includes('set b'));
    expect(asked('list')).toHaveLength(1);
  });
});
