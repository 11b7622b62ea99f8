import {
  API_GROUP_VERSION,
  ClusterKey,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesAdapter } from '../kubernetes';

/** No more than what decides: whether it is there must not depend on whether all of it is understood. */
const restoreSchema = z.object({
  metadata: z.object({ uid: z.string() }),
  status: z
    .object({
      phase: z.string().optional(),
      provedClaim: z.string().optional(),
    })
    .prefault({}),
});

/** How a MySQLRestore is. */
export type LiveRestore = z.output<typeof restoreSchema>['status'];

/**
 * The restore that asked for an exchange, as the API server itself has it: a watch that lags or that has only just begun must
 * not have volumes put back, nor an exchange done twice.
 *
 * @returns undefined when it is gone, or is another one of the same name
 */
export async function readRestore(
  kubernetes: Pick<KubernetesAdapter, 'read'>,
  { namespace }: ClusterKey,
  { name, uid }: { readonly name: string; readonly uid: string },
): Promise<LiveRestore | undefined> {
  const found = await kubernetes.read({
    ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLRestore' },
    ...{ namespace, name },
  });
  if (!found || found.metadata.deletionTimestamp) return undefined;
  const { metadata, status } = restoreSchema.parse(found);
  return metadata.uid === uid ? status : undefined;
}
