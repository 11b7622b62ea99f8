import { KubernetesObject } from '../kubernetes';

/** An object that is written only over the version that was read: a compare-and-swap. */
export function atVersionOf<T extends KubernetesObject>(
  { metadata: { resourceVersion } }: KubernetesObject,
  object: T,
): T {
  return { ...object, metadata: { ...object.metadata, resourceVersion } };
}
