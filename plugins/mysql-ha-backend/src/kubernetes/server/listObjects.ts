import { z } from 'zod';
import { parseKubernetesObject } from '../kubernetesObject';
import { resourceKind } from '../resourceKinds';
import { KubernetesObject, ObjectKey } from '../types';
import { ApiConnection } from './ApiConnection';
import { apiError, parseFailure } from './apiError';
import { collectionPath } from './resourcePath';

/** Objects per answer: a list of any length takes bounded memory on both sides. */
const PAGE = '500';

const listSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string().default(''),
    continue: z.string().optional(),
  }),
  items: z.array(z.looseObject({})).nullable(),
});

/** What a list is narrowed by. */
export interface ListSelection {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** All objects of a kind, and the version at which a watch goes on from here. */
export async function listObjects(
  connection: ApiConnection,
  key: Omit<ObjectKey, 'name'>,
  selection: ListSelection,
  signal?: AbortSignal,
): Promise<{ objects: readonly KubernetesObject[]; resourceVersion: string }> {
  const { apiVersion, kind } = resourceKind(key);
  const objects: KubernetesObject[] = [];
  let next: string | undefined;
  for (;;) {
    const { statusCode, body } = await connection.request({
      method: 'GET',
      path: collectionPath(key),
      query: { ...selection, limit: PAGE, continue: next },
      signal,
    });
    if (statusCode !== 200) {
      throw apiError(`listing ${kind}`, parseFailure(statusCode, body));
    }
    const { metadata, items } = listSchema.parse(body);
    for (const item of items ?? []) {
      objects.push(parseKubernetesObject({ ...item, apiVersion, kind }));
    }
    next = metadata.continue || undefined;
    if (!next) return { objects, resourceVersion: metadata.resourceVersion };
  }
}
