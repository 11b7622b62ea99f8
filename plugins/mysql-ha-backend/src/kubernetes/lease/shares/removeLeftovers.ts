import { z } from 'zod';
import { Clock } from '../../../clock';
import { KubernetesObject } from '../../types';
import { OPERATOR_PREFIX } from './operatorName';
import { parseShareRecord, SHARE_RECORD } from './ShareRecord';
import { ShareApi } from './ShareApi';

/** A Lease that nobody renewed for so long is no operator's; the wall clock is good enough for tidying up. */
const FORGOTTEN_MS = 60 * 60_000;

const leaseSchema = z.object({
  spec: z
    .object({
      holderIdentity: z.string().nullish(),
      renewTime: z.string().nullish(),
    })
    .default({}),
});

/** Whether a Lease says of itself that nobody holds it. */
export function isReleased(lease: KubernetesObject): boolean {
  return !leaseSchema.parse(lease).spec.holderIdentity;
}

/**
 * Deletes the Leases of operators that are no more, and that no record names. That they lie about does no harm;
 * that one too many goes costs its operator a new beginning.
 */
export async function removeLeftovers(options: {
  readonly api: ShareApi;
  readonly clock: Clock;
  readonly namespace: string;
}): Promise<void> {
  const { api, clock, namespace } = options;
  const kind = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' };
  const leases = await api.list({ ...kind, namespace });
  const record = leases.find(({ metadata }) => metadata.name === SHARE_RECORD);
  const division = record && parseShareRecord(record).division;
  for (const lease of leases) {
    const { name, uid } = lease.metadata;
    if (!name.startsWith(OPERATOR_PREFIX) || division?.has(name)) continue;
    const { renewTime } = leaseSchema.parse(lease).spec;
    const silentMs = clock.now() - Date.parse(renewTime ?? '');
    if (isReleased(lease) || silentMs > FORGOTTEN_MS) {
      await api.delete({ ...kind, namespace, name }, { uid });
    }
  }
}
