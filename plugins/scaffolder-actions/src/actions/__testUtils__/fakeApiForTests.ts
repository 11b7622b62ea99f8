import { createServer, IncomingMessage } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import { z } from 'zod';

/** A request as the fake API saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly body: unknown;
}

const addressSchema = z.object({ port: z.number() });

/**
 * An API for the tests of a `describe`, behind real HTTP because the actions speak it. Each test begins with nothing seen, and
 * says itself what is answered.
 */
export function fakeApiForTests() {
  const seen: SeenRequest[] = [];
  const answer = jest.fn<{ status: number; body: unknown }, [SeenRequest]>();
  const server = createServer(async (request, response) => {
    const one: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: await readJson(request),
    };
    seen.push(one);
    const { status, body } = answer(one);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  beforeAll(
    () =>
      new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve);
      }),
  );
  afterAll(() => new Promise(resolve => server.close(resolve)));
  beforeEach(() => {
    seen.length = 0;
    answer.mockReset();
  });
  return {
    seen,
    answer,
    /** With these an action asks it. */
    services: {
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () =>
          `http://127.0.0.1:${addressSchema.parse(server.address()).port}`,
      }),
    },
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: string[] = [];
  request.setEncoding('utf8');
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.length === 0 ? undefined : JSON.parse(chunks.join(''));
}
