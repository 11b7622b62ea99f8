import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  MySQLCluster,
  OWNER_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { clusterResourceRef } from './clusterResourceRef';
import { normaliseOwner } from './entityReference';

const inNamespace = (
  cluster: MySQLCluster,
  { namespaces }: { namespaces: string[] },
) => namespaces.includes(cluster.metadata.namespace);

const ownedBy = (cluster: MySQLCluster, { owners }: { owners: string[] }) => {
  const owner = cluster.metadata.annotations[OWNER_ANNOTATION];
  return (
    owner !== undefined &&
    owners.map(normaliseOwner).includes(normaliseOwner(owner))
  );
};

const isInNamespace = createPermissionRule({
  name: 'IS_IN_NAMESPACE',
  description: 'Allow clusters in these Kubernetes namespaces',
  resourceRef: clusterResourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Names of Kubernetes namespaces'),
  }),
  apply: inNamespace,
  toQuery: params => cluster => inNamespace(cluster, params),
});

const hasOwner = createPermissionRule({
  name: 'HAS_OWNER',
  description: 'Allow clusters that belong to one of these owners',
  resourceRef: clusterResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity references, e.g. the ownership claims of the user'),
  }),
  apply: ownedBy,
  toQuery: params => cluster => ownedBy(cluster, params),
});

/** The rules that a policy may put as conditions. */
export const clusterPermissionRules = { isInNamespace, hasOwner };

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: clusterResourceRef,
  rules: clusterPermissionRules,
});

/**
 * Conditions for permission policies, such as `mysqlHaConditions.hasOwner({ owners })`.
 * docs/permissions.md has policies to copy.
 * @public
 */
export const mysqlHaConditions = conditions;

/**
 * Makes the decision of a policy from {@link mysqlHaConditions}.
 * @public
 */
export const createMysqlHaConditionalDecision = createConditionalDecision;
