import { once } from 'node:events';
import { IncomingMessage, Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { NewestTransaction } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { NotRecoverable } from '../history/NotRecoverable';
import { Unanswered } from './Unanswered';
import { isSigned } from './isSigned';

/** The one question there is. */
export const newestTransactionPath = '/v1/newest-transaction';

/** A question is a moment. */
const mostBytes = 1_024;
/** Who does not finish a question within this time is cut off, in milliseconds. */
const patienceMs = 5_000;
const mostConnections = 16;

const questionSchema = z.object({ until: z.string() });

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** Answers questions over HTTP to who has the key. */
export class AnswerServer {
  private constructor(private readonly server: Server) {}

  /** @throws Error when the port is taken */
  static async start(given: {
    /** 0: any that is free. */
    readonly port: number;
    /** Read anew for each question, as it may have been changed. */
    readonly key: () => string;
    /** Who answers, as `shop/orders`. */
    readonly audience: string;
    readonly newest: (until: string) => Promise<NewestTransaction>;
  }): Promise<AnswerServer> {
    const server = createServer((request, response) => {
      answerTo(request, given)
        .catch(failed)
        .then(({ status, body }) =>
          response
            .writeHead(status, { 'Content-Type': 'application/json' })
            .end(JSON.stringify(body)),
        )
        // Who asked is gone.
        .catch(() => response.destroy());
    });
    server.maxConnections = mostConnections;
    server.requestTimeout = patienceMs;
    server.headersTimeout = patienceMs;
    server.listen(given.port);
    await once(server, 'listening');
    return new AnswerServer(server);
  }

  get port(): number {
    const address: AddressInfo | string | null = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

type Given = Parameters<typeof AnswerServer.start>[0];

async function answerTo(
  request: IncomingMessage,
  { key, audience, newest }: Given,
): Promise<Answer> {
  const { method = '', url: path = '', headers } = request;
  const body = await bodyOf(request);
  const { authorization } = headers;
  const question = { authorization, method, path, body };
  if (!isSigned(question, key(), audience, Date.now()))
    return refusal(401, 'The signature doesn’t match.');
  if (method !== 'POST' || path !== newestTransactionPath)
    return refusal(404, 'Nobody answers that here.');
  const asked = questionSchema.safeParse(JSON.parse(body));
  return asked.success
    ? { status: 200, body: await newest(asked.data.until) }
    : refusal(400, 'A question names its moment: until, in RFC 3339.');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const read = Buffer.from(chunk);
    bytes += read.length;
    if (bytes > mostBytes) throw new Error('The question is too long.');
    chunks.push(read);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function failed(failure: unknown): Answer {
  const message = failure instanceof Error ? failure.message : `${failure}`;
  if (failure instanceof NotRecoverable) return refusal(422, message);
  return refusal(failure instanceof Unanswered ? 503 : 502, message);
}

function refusal(status: number, error: string): Answer {
  return { status, body: { error } };
}
