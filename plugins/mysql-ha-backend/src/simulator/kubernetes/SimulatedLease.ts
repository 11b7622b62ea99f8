import { ConflictError, NotFoundError } from '@backstage/errors';
import { KubernetesObject } from '../../kubernetes';
import { assertVersion } from './assertVersion';

type Listener = (lease: KubernetesObject | undefined) => void;

/** The one Lease of a simulation, as it stands in the API server. */
export class SimulatedLease {
  private version = 0;
  private lease?: KubernetesObject;
  private readonly listeners = new Set<Listener>();

  read(): KubernetesObject | undefined {
    return this.lease;
  }

  /** @throws ConflictError when it is there already */
  create(lease: KubernetesObject): KubernetesObject {
    if (this.lease) throw new ConflictError('the Lease is there already');
    return this.put(lease);
  }

  /** @throws ConflictError when the patch names another version than the newest */
  patch(patch: Readonly<Record<string, unknown>>): KubernetesObject {
    if (!this.lease) throw new NotFoundError('there is no Lease');
    const { metadata, spec } = this.lease;
    assertVersion(metadata, recordOf(patch.metadata));
    return this.put({
      ...this.lease,
      spec: { ...recordOf(spec), ...recordOf(patch.spec) },
    });
  }

  watch(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private put(lease: KubernetesObject): KubernetesObject {
    this.version += 1;
    const resourceVersion = String(this.version);
    const written = {
      ...lease,
      metadata: { ...lease.metadata, resourceVersion },
    };
    this.lease = written;
    this.listeners.forEach(listener => listener(written));
    return written;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
