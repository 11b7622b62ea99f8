import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { WebSocket, WebSocketServer } from 'ws';
import { ManualClock } from '../memory';
import { FakeApiServer, reply } from './FakeApiServer';
import { loadKubeConfig } from './loadKubeConfig';
import { openPortForward } from './openPortForward';

const TARGET = { namespace: 'shop', pod: 'orders-0', port: 3306 };
const PORT = Buffer.from([0xea, 0x0c]);

function message(stream: number, payload: Buffer | string): Buffer {
  return Buffer.concat([Buffer.of(stream), Buffer.from(payload)]);
}

describe('a port-forward', () => {
  let api: FakeApiServer;
  let sockets: WebSocketServer;
  let clock: ManualClock;

  beforeEach(async () => {
    api = await FakeApiServer.start();
    sockets = new WebSocketServer({ noServer: true });
    clock = new ManualClock();
    api.server.on('upgrade', (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, peer =>
        sockets.emit('connection', peer, request),
      );
    });
  });

  afterEach(() => api.stop());

  async function open() {
    const connected = once(sockets, 'connection');
    const stream = await openPortForward(
      loadKubeConfig(api.kubeconfig(), {}),
      TARGET,
      clock,
    );
    const [peer, request]: [WebSocket, { url: string }] = await connected.then(
      ([socket, asked]) => [socket, asked],
    );
    peer.send(message(0, PORT));
    peer.send(message(1, PORT));
    return { stream, peer, request };
  }

  function failure(stream: NodeJS.EventEmitter): Promise<Error> {
    return new Promise(resolve => {
      stream.once('error', resolve);
    });
  }

  it('asks for the pod’s port', async () => {
    const { request, stream } = await open();
    expect(request.url).toBe(
      '/api/v1/namespaces/shop/pods/orders-0/portforward?ports=3306',
    );
    stream.destroy();
  });

  it('carries bytes both ways, without the port that the protocol begins with', async () => {
    const { stream, peer } = await open();
    const received = once(peer, 'message');
    stream.write('ping');
    expect((await received)[0]).toEqual(message(0, 'ping'));
    peer.send(message(0, 'pong'));
    expect(String((await once(stream, 'data'))[0])).toBe('pong');
    stream.destroy();
  });

  it('splits what is long', async () => {
    const { stream, peer } = await open();
    const long = Buffer.alloc(200_000, 'x');
    const parts: Buffer[] = [];
    const all = new Promise<void>(resolve => {
      peer.on('message', (part: Buffer) => {
        parts.push(part.subarray(1));
        if (Buffer.concat(parts).length === long.length) resolve();
      });
    });
    stream.write(long);
    await all;
    expect(parts.length).toBeGreaterThan(1);
    expect(Buffer.concat(parts).equals(long)).toBe(true);
    stream.destroy();
  });

  it('does not read faster than its reader', async () => {
    const { stream, peer } = await open();
    const part = message(0, Buffer.alloc(1024 * 1024));
    for (let n = 0; n < 64; n++) peer.send(part);
    await once(stream, 'readable');
    expect(peer.bufferedAmount).toBeGreaterThan(0);
    expect(stream.readableLength).toBeLessThan(4 * 1024 * 1024);
    stream.destroy();
  });

  it('fails with what the kubelet says', async () => {
    const { stream, peer } = await open();
    const failed = failure(stream);
    peer.send(message(1, 'dial tcp4 127.0.0.1:3306: connection refused\n'));
    expect((await failed).message).toBe(
      'port-forward to pod shop/orders-0:3306: dial tcp4 127.0.0.1:3306: connection refused',
    );
  });

  it('fails when the other end closes', async () => {
    const { stream, peer } = await open();
    const failed = failure(stream);
    peer.close();
    expect(await failed).toMatchObject({ code: 'ECONNRESET' });
  });

  it('fails when the API server goes away', async () => {
    const { stream } = await open();
    const failed = failure(stream);
    await api.crash();
    expect(await failed).toMatchObject({ code: 'ECONNRESET' });
  });

  it('fails when nobody answers any more', async () => {
    const { stream, peer } = await open();
    const failed = failure(stream);
    peer.pause();
    await clock.advance(5000);
    await clock.advance(5000);
    expect((await failed).message).toContain('no answer for 5000 ms');
  });

  it('ends in peace when this side ended it', async () => {
    const { stream, peer } = await open();
    const closed = once(peer, 'close');
    stream.end('bye');
    await closed;
    expect(await text(stream)).toBe('');
  });

  it('is refused in the API server’s words', async () => {
    api.server.removeAllListeners('upgrade');
    api.onRequest = (_request, response) =>
      reply(response, 404, {
        kind: 'Status',
        message: 'pods "orders-0" not found',
        details: { name: 'orders-0' },
      });
    await expect(open()).rejects.toMatchObject({
      name: 'NotFoundError',
      message:
        'port-forward to pod shop/orders-0:3306: pods "orders-0" not found',
    });
  });

  it('is refused when the API server is not there', async () => {
    const kubeConfig = loadKubeConfig(api.kubeconfig(), {});
    await api.crash();
    await expect(
      openPortForward(kubeConfig, TARGET, clock),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  });
});
