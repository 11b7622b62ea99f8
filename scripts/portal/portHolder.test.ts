import { deepEqual, equal, ok } from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { isPortFree, listeningInodes, portHolder } from './portHolder.ts';

describe('a port', () => {
  it('is free until somebody listens, and then names who does', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    ok(typeof address === 'object' && address);
    const { port } = address;
    equal(await isPortFree(port), false);
    equal(portHolder(port)?.pid, process.pid);
    server.close();
    await once(server, 'close');
    equal(await isPortFree(port), true);
    equal(portHolder(port), undefined);
  });

  it('is not held by a connection that merely uses its number', () => {
    const row = (port: string, state: string, inode: string) =>
      `   0: 0100007F:${port} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1`;
    const table = [
      '  sl  local_address …',
      row('1B5F', '01', '11'),
      row('1B5F', '0A', '12'),
      row('1B60', '0A', '13'),
    ].join('\n');
    deepEqual(listeningInodes(table, 7007), ['12']);
  });
});
