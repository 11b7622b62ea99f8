import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import { parseKubernetesObject } from '../kubernetesObject';
import { KubernetesObject, ObjectKey } from '../types';
import { ApiConnection } from './ApiConnection';
import { apiError, parseFailure } from './apiError';
import { ListSelection } from './listObjects';
import { parseJson } from './parseJson';
import { collectionPath } from './resourcePath';

/** The server ends a watch by itself after five to ten minutes, as client-go asks it to. */
const SHORTEST_WATCH_SECONDS = 300;

/**
 * A watch that is silent for so long after its end was due is dead, whatever the connection says. Before, silence
 * means nothing: a kind that never changed gets no bookmarks either (kube-apiserver's cacher sends none before it saw
 * an event). A network that died is noticed by the connection's keepalive.
 */
const OVERDUE_SECONDS = 30;

/** What a watch tells. */
export type WatchLine =
  | {
      readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
      readonly object: KubernetesObject;
      readonly resourceVersion: string;
    }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

/** The version to go on from is no longer known: list again. */
export class WatchExpired extends Error {}

const lineSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({
    metadata: z.object({ resourceVersion: z.string().default('') }).loose(),
    code: z.number().optional(),
  }),
});

/**
 * Changes after a version, until the server ends the watch.
 * @throws WatchExpired when the version is too old; ServiceUnavailableError or another error when the watch broke
 */
export async function* watchObjects(
  connection: ApiConnection,
  key: Omit<ObjectKey, 'name'>,
  selection: ListSelection,
  options: {
    readonly resourceVersion: string;
    readonly signal: AbortSignal;
    readonly random: () => number;
    readonly silenceMs?: number;
  },
): AsyncGenerator<WatchLine> {
  const seconds = SHORTEST_WATCH_SECONDS * (1 + options.random());
  const response = await connection.open({
    method: 'GET',
    path: collectionPath(key),
    query: {
      ...selection,
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: options.resourceVersion,
      timeoutSeconds: String(Math.round(seconds)),
    },
    signal: options.signal,
    silenceMs: options.silenceMs ?? (seconds + OVERDUE_SECONDS) * 1000,
  });
  if (response.statusCode === 410) {
    response.destroy();
    throw new WatchExpired();
  }
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of response) {
    rest += decoder.write(chunk);
    if (response.statusCode !== 200) continue;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line) yield parseLine(key, line);
    }
  }
  if (response.statusCode !== 200) {
    throw apiError(
      `watching ${key.kind}`,
      parseFailure(response.statusCode ?? 0, parseJson(rest)),
    );
  }
}

function parseLine(key: Omit<ObjectKey, 'name'>, line: string): WatchLine {
  const { type, object } = lineSchema.parse(JSON.parse(line));
  const { resourceVersion } = object.metadata;
  switch (type) {
    case 'BOOKMARK':
      return { type, resourceVersion };
    case 'ERROR':
      if (object.code === 410) throw new WatchExpired();
      throw apiError(
        `watching ${key.kind}`,
        parseFailure(object.code ?? 0, object),
      );
    default:
      return { type, resourceVersion, object: parseKubernetesObject(object) };
  }
}
