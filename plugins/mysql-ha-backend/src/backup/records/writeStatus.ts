import { ConflictError, NotFoundError } from '@backstage/errors';
import { API_GROUP_VERSION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../../kubernetes';
import { mergeDiff } from './mergeDiff';

/** A resource of ours, as far as its status is written. */
export interface Recorded {
  readonly kind: string;
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly resourceVersion: string;
  };
  readonly status: Readonly<Record<string, unknown>>;
}

/**
 * Makes a resource’s status be this, by compare-and-swap: what was decided on an old view of it is not written.
 *
 * @returns whether the status is now this; false when somebody else wrote first or it is gone, and it has to be looked at
 * again
 */
export async function writeStatus<T extends Recorded>(
  kubernetes: Pick<KubernetesAdapter, 'mergePatch'>,
  { kind, metadata, status: before }: T,
  status: T['status'],
): Promise<boolean> {
  const patch = mergeDiff(before, status);
  if (!patch) return true;
  const { namespace, name, resourceVersion } = metadata;
  try {
    await kubernetes.mergePatch(
      { apiVersion: API_GROUP_VERSION, kind, namespace, name },
      { metadata: { resourceVersion }, status: patch },
      { subresource: 'status' },
    );
    return true;
  } catch (error) {
    if (error instanceof ConflictError || error instanceof NotFoundError)
      return false;
    throw error;
  }
}
