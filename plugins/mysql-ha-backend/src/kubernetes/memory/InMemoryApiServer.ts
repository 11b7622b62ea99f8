import { ConflictError, NotFoundError } from '@backstage/errors';
import { Clock } from '../../clock';
import { keyOf } from '../kubernetesObject';
import { describeKey, resourceKind } from '../resourceKinds';
import { KubernetesObject, ObjectKey } from '../types';
import { admit } from './admit';
import { matchesSelector } from './matchesSelector';
import {
  applyMerge,
  isJsonObject,
  JsonObject,
  mergePatch,
} from './mergeObjects';
import { ObjectStore, StoreChange } from './ObjectStore';

/**
 * An API server in memory. Several {@link InMemoryKubernetes} may speak to one, as operators do.
 * No controller runs in it but the garbage collector: a test plays StatefulSet controller and kubelet with `put`.
 */
export class InMemoryApiServer {
  private readonly subscribers = new Set<(change: StoreChange) => void>();
  private readonly store: ObjectStore;
  private readonly applied = new Map<string, JsonObject>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.store = new ObjectStore({
      now: () => clock.now(),
      onChange: change =>
        this.subscribers.forEach(subscriber => subscriber(change)),
    });
  }

  /** Stores an object with its status and unchecked, as a controller or an older version would. */
  put(object: KubernetesObject): KubernetesObject {
    return this.store.put(keyOf(object), object);
  }

  subscribe(subscriber: (change: StoreChange) => void): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  read(key: ObjectKey): KubernetesObject | undefined {
    return this.store.get(key);
  }

  list(
    key: Omit<ObjectKey, 'name'>,
    labelSelector?: string,
  ): readonly KubernetesObject[] {
    return this.store
      .values()
      .filter(
        object =>
          object.kind === key.kind &&
          object.apiVersion === key.apiVersion &&
          (!key.namespace || object.metadata.namespace === key.namespace) &&
          matchesSelector(object, labelSelector),
      );
  }

  create(object: KubernetesObject, dryRun = false): KubernetesObject {
    const key = keyOf(object);
    this.store.assertNamespace(key);
    if (this.store.get(key)) {
      throw new ConflictError(`${describeKey(key)} already exists`);
    }
    return this.write(key, withoutStatus(object), dryRun);
  }

  apply(
    object: KubernetesObject,
    options: { dryRun?: boolean; fieldManager: string },
  ): KubernetesObject {
    const key = keyOf(object);
    const known = this.store.get(key);
    this.store.assertNamespace(key);
    this.store.assertVersion(key, object.metadata.resourceVersion);
    assertUid(key, known, object.metadata.uid);
    const applied = withoutStatus(admit(object));
    const id = [known?.metadata.uid, options.fieldManager].join('\n');
    const stored = this.write(
      key,
      applyMerge(known ?? {}, this.applied.get(id), applied),
      options.dryRun,
    );
    if (!options.dryRun) {
      this.applied.set(
        [stored.metadata.uid, options.fieldManager].join('\n'),
        applied,
      );
    }
    return stored;
  }

  mergePatch(
    key: ObjectKey,
    patch: JsonObject,
    subresource?: 'status',
  ): KubernetesObject {
    const known = this.existing(key);
    const metadata = isJsonObject(patch.metadata) ? patch.metadata : {};
    const version = metadata.resourceVersion;
    this.store.assertVersion(
      key,
      typeof version === 'string' ? version : undefined,
    );
    const { status, ...rest } = patch;
    if (subresource) return this.write(key, mergePatch(known, { status }));
    const whole = !resourceKind(key).statusSubresource;
    return this.write(key, mergePatch(known, whole ? patch : rest));
  }

  /** Replaces `status` at `metadata.resourceVersion`; the rest of what is given is ignored. */
  replaceStatus(object: KubernetesObject): KubernetesObject {
    const key = keyOf(object);
    const known = this.existing(key);
    this.store.assertVersion(key, object.metadata.resourceVersion);
    return this.write(key, { ...known, status: object.status });
  }

  delete(
    key: ObjectKey,
    options: { propagation?: string; uid?: string } = {},
  ): void {
    const known = this.store.get(key);
    if (options.uid && known?.metadata.uid !== options.uid) return;
    this.store.delete(
      key,
      options.propagation === 'Orphan' ? 'orphan' : 'delete',
    );
  }

  private write(
    key: ObjectKey,
    object: unknown,
    dryRun = false,
  ): KubernetesObject {
    const admitted = admit(object);
    return dryRun ? admitted : this.store.put(key, admitted);
  }

  private existing(key: ObjectKey): KubernetesObject {
    const known = this.store.get(key);
    if (!known) throw new NotFoundError(`${describeKey(key)} not found`);
    return known;
  }
}

function withoutStatus(object: KubernetesObject): KubernetesObject {
  if (!resourceKind(object).statusSubresource) return object;
  const { status: _, ...rest } = object;
  return rest;
}

function assertUid(
  key: ObjectKey,
  known: KubernetesObject | undefined,
  uid: string | undefined,
): void {
  if (known && uid && known.metadata.uid !== uid) {
    throw new ConflictError(
      `${describeKey(key)} is another object than the one with uid ${uid}`,
    );
  }
}
