import { resourceKind } from '../resourceKinds';
import { ObjectKey } from '../types';

/** The path of a kind's collection; without a namespace the collection of all namespaces. */
export function collectionPath(key: Omit<ObjectKey, 'name'>): string {
  const { apiVersion, plural, namespaced } = resourceKind(key);
  const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  return namespaced && key.namespace
    ? `${root}/namespaces/${encodeURIComponent(key.namespace)}/${plural}`
    : `${root}/${plural}`;
}

/** The path of one object. */
export function objectPath(key: ObjectKey, subresource?: string): string {
  const { namespaced } = resourceKind(key);
  if (!key.name || (namespaced && !key.namespace)) {
    throw new TypeError(`${key.kind} needs a name and a namespace`);
  }
  const path = `${collectionPath(key)}/${encodeURIComponent(key.name)}`;
  return subresource ? `${path}/${subresource}` : path;
}
