import { isDeepStrictEqual } from 'node:util';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { keyOf } from '../kubernetesObject';
import { describeKey, resourceKind } from '../resourceKinds';
import { KubernetesObject, ObjectKey } from '../types';

/** A change of the store, in the order of the changes. */
export interface StoreChange {
  readonly type: 'added' | 'updated' | 'deleted';
  readonly object: KubernetesObject;
}

/**
 * Objects as the API server keeps them: versions, uids, generations, and owners whose end is the end of
 * what they own.
 */
export class ObjectStore {
  private readonly objects = new Map<string, KubernetesObject>();
  private readonly deletedNamespaces = new Set<string>();
  private version = 0;
  private uids = 0;

  constructor(
    private readonly options: {
      readonly now: () => number;
      readonly onChange: (change: StoreChange) => void;
    },
  ) {}

  get(key: ObjectKey): KubernetesObject | undefined {
    return this.objects.get(storeKey(key));
  }

  values(): readonly KubernetesObject[] {
    return [...this.objects.values()];
  }

  /** Adds an object under a new uid, or puts it in the place of the one that is there; equal content changes nothing. */
  put(key: ObjectKey, object: KubernetesObject): KubernetesObject {
    const known = this.get(key);
    const next = known ? this.succeed(known, object) : this.found(object);
    if (next === known) return known;
    this.objects.set(storeKey(key), next);
    this.options.onChange({ type: known ? 'updated' : 'added', object: next });
    return next;
  }

  delete(key: ObjectKey, dependents: 'delete' | 'orphan'): void {
    const known = this.get(key);
    if (!known) return;
    this.objects.delete(storeKey(key));
    this.version += 1;
    this.options.onChange({
      type: 'deleted',
      object: withVersion(known, this.version),
    });
    if (key.kind === 'Namespace') this.emptyNamespace(key.name);
    this.collect(known, dependents);
  }

  /** @throws NotFoundError when the namespace was deleted */
  assertNamespace(key: ObjectKey): void {
    if (key.namespace && this.deletedNamespaces.has(key.namespace)) {
      throw new NotFoundError(`namespaces "${key.namespace}" not found`);
    }
  }

  /** @throws ConflictError when the object is at another version than the one that was asked for */
  assertVersion(key: ObjectKey, wanted: string | undefined): void {
    const known = this.get(key);
    if (wanted && known?.metadata.resourceVersion !== wanted) {
      throw new ConflictError(
        `${describeKey(key)} is at version ${
          known?.metadata.resourceVersion
        }, not ${wanted}: somebody else wrote first`,
      );
    }
  }

  private found(object: KubernetesObject): KubernetesObject {
    if (object.kind === 'Namespace') {
      this.deletedNamespaces.delete(object.metadata.name);
    }
    this.version += 1;
    this.uids += 1;
    return {
      ...object,
      metadata: {
        ...object.metadata,
        uid: `00000000-0000-4000-8000-${String(this.uids).padStart(12, '0')}`,
        resourceVersion: String(this.version),
        creationTimestamp: new Date(this.options.now()).toISOString(),
        generation: 1,
      },
    };
  }

  private succeed(
    known: KubernetesObject,
    object: KubernetesObject,
  ): KubernetesObject {
    const { uid, resourceVersion, creationTimestamp, generation } =
      known.metadata;
    const next = {
      ...object,
      metadata: {
        ...object.metadata,
        uid,
        resourceVersion,
        creationTimestamp,
        generation,
      },
    };
    if (isDeepStrictEqual(known, next)) return known;
    this.version += 1;
    const specChanged = !isDeepStrictEqual(intent(known), intent(next));
    return {
      ...next,
      metadata: {
        ...next.metadata,
        resourceVersion: String(this.version),
        generation: (generation ?? 1) + (specChanged ? 1 : 0),
      },
    };
  }

  private emptyNamespace(namespace: string): void {
    this.deletedNamespaces.add(namespace);
    for (const object of this.values()) {
      if (object.metadata.namespace === namespace) {
        this.delete(keyOf(object), 'orphan');
      }
    }
  }

  private collect(owner: KubernetesObject, how: 'delete' | 'orphan'): void {
    for (const object of this.values()) {
      const owners = object.metadata.ownerReferences ?? [];
      if (!owners.some(reference => reference.uid === owner.metadata.uid)) {
        continue;
      }
      const others = owners.filter(
        reference => reference.uid !== owner.metadata.uid,
      );
      if (how === 'delete' && others.length === 0) {
        this.delete(keyOf(object), 'delete');
      } else {
        this.put(keyOf(object), {
          ...object,
          metadata: { ...object.metadata, ownerReferences: others },
        });
      }
    }
  }
}

function storeKey(key: ObjectKey): string {
  const { plural, namespaced } = resourceKind(key);
  return [plural, namespaced ? key.namespace : '', key.name].join('/');
}

function withVersion(object: KubernetesObject, version: number) {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(version) },
  };
}

/** What a generation counts: everything but metadata and status. */
function intent({ metadata: _, status: __, ...rest }: KubernetesObject) {
  return rest;
}
