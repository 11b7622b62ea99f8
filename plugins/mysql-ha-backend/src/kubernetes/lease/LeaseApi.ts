import { KubernetesObject, ObjectKey } from '../types';

/** What leases ask of the API server. Each call gives up after `timeoutMs`. */
export interface LeaseApi {
  read(
    key: ObjectKey,
    options: { timeoutMs: number },
  ): Promise<KubernetesObject | undefined>;
  /** @throws ConflictError when it is there already, NotFoundError when the namespace is not. */
  create(
    object: KubernetesObject,
    options: { timeoutMs: number },
  ): Promise<KubernetesObject>;
  /** @throws ConflictError when `metadata.resourceVersion` in the patch is not the current one. */
  mergePatch(
    key: ObjectKey,
    patch: Readonly<Record<string, unknown>>,
    options: { timeoutMs: number },
  ): Promise<KubernetesObject>;
  /** Reports each state of one object, undefined when it is deleted, until the returned function is called. */
  watchObject(
    key: ObjectKey,
    listener: (object: KubernetesObject | undefined) => void,
  ): () => void;
}
