import { StringDecoder } from 'node:string_decoder';
import { describeKey } from '../resourceKinds';
import { ApiConnection } from './ApiConnection';
import { apiError, parseFailure } from './apiError';
import { parseJson } from './parseJson';
import { objectPath } from './resourcePath';

/** A stream over a dead network is ended by the connection’s keepalive; this is for what keepalive does not see. */
const SILENCE_MS = 300_000;

/**
 * The lines that a container writes, until it ends or the signal aborts.
 * @throws ServiceUnavailableError or another error when the stream breaks or is refused
 */
export async function* followLog(
  connection: ApiConnection,
  pod: { readonly namespace: string; readonly name: string },
  container: string,
  { lines, signal }: { readonly lines: number; readonly signal: AbortSignal },
): AsyncGenerator<string> {
  const key = { apiVersion: 'v1', kind: 'Pod', ...pod };
  const response = await connection.open({
    method: 'GET',
    path: objectPath(key, 'log'),
    query: { container, follow: 'true', tailLines: String(lines) },
    signal,
    silenceMs: SILENCE_MS,
  });
  const status = response.statusCode ?? 0;
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of response) {
      rest += decoder.write(chunk);
      if (status !== 200) continue;
      const whole = rest.split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) if (line) yield line;
    }
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  } finally {
    response.destroy();
  }
  // 400: it has not begun. 404: it is gone.
  if (status === 200 || status === 400 || status === 404) return;
  throw apiError(
    `following the log of ${describeKey(key)}`,
    parseFailure(status, parseJson(rest)),
  );
}
