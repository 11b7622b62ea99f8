import { createServer } from 'node:net';

/** Ports of loopback that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', resolve),
      );
      return server;
    }),
  );
  return Promise.all(
    servers.map(server => {
      const address = server.address();
      if (address === null || typeof address === 'string')
        throw new Error('a TCP server without a port');
      return new Promise<number>(resolve =>
        server.close(() => resolve(address.port)),
      );
    }),
  );
}
