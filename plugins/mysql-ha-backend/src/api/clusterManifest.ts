import {
  API_GROUP_VERSION,
  createClusterSchema,
  DESCRIPTION_ANNOTATION,
  OWNER_ANNOTATION,
  SYSTEM_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesObject } from '../kubernetes';
import { ClusterDefaults } from '../lifecycle';
import { mergePatch } from './mergePatch';
import { parseReference } from './entityReference';

/** A validated `POST /clusters`. */
export type CreateRequest = z.output<typeof createClusterSchema>;

const bodySchema = z.object({ spec: z.record(z.string(), z.unknown()) });

/**
 * The MySQLCluster that a request asks for. It holds what the person wrote and the portal's defaults;
 * the other defaults are the resource's own and filled in by the API server.
 * @param request - the validated request
 * @param body - the same as it came, because validating fills in all defaults
 */
export function clusterManifest(
  request: CreateRequest,
  body: unknown,
  defaults: ClusterDefaults,
): KubernetesObject {
  const { spec } = bodySchema.parse(body);
  const annotations = {
    ...(request.owner && {
      [OWNER_ANNOTATION]: parseReference('owner', request.owner, 'group'),
    }),
    ...(request.system && {
      [SYSTEM_ANNOTATION]: parseReference('system', request.system, 'system'),
    }),
    ...(request.description && {
      [DESCRIPTION_ANNOTATION]: request.description,
    }),
  };
  return {
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    metadata: {
      name: request.name,
      namespace: request.namespace,
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      ...(defaults.image && { image: defaults.image }),
      ...spec,
      ...(defaults.storageClassName && {
        storage: mergePatch(
          { storageClassName: defaults.storageClassName },
          spec.storage ?? {},
        ),
      }),
    },
  };
}
