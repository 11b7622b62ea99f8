import { createServer, IncomingMessage } from 'node:http';
import { z } from 'zod';

/** A request as the fake API saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly body: unknown;
}

const addressSchema = z.object({ port: z.number() });

/** An HTTP server that answers as told, because the actions speak real HTTP. */
export async function startFakeApi(
  answer: (request: SeenRequest) => { status: number; body: unknown },
) {
  const seen: SeenRequest[] = [];
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
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = addressSchema.parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: string[] = [];
  request.setEncoding('utf8');
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.length === 0 ? undefined : JSON.parse(chunks.join(''));
}
