import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { mysqlClusterSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import express from 'express';
import request from 'supertest';
import { KubernetesObject } from '../../kubernetes';
import { InMemoryKubernetes } from '../../kubernetes/memory';
import { ClusterDefaults } from '../../lifecycle';
import { ClusterAccess } from '../ClusterAccess';
import { createRouter } from '../createRouter';
import { RouteContext } from '../routes';
import { lookUpCluster } from '../findCluster';
import { clusterPermissionRules } from '../permissionRules';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

/** The API with everything allowed, namespace `shop` and a default StorageClass `local`, unless a test changes it. */
export async function startApi(
  options: {
    defaults?: ClusterDefaults;
    /** The permission policy, for lists as for single clusters. */
    policy?: (permission: string) => PolicyDecision;
    newestTransaction?: RouteContext['newestTransaction'];
  } = {},
) {
  const { defaults = {}, policy = () => ALLOW } = options;
  const { newestTransaction = async () => ({}) } = options;
  const kubernetes = new InMemoryKubernetes();
  await kubernetes.start();
  const put = (object: KubernetesObject) => kubernetes.server.put(object);
  put(namespace('shop'));
  put(storageClass('local', { isDefault: true }));

  const rules = Object.values(clusterPermissionRules);
  const auditEvent = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn().mockResolvedValue(auditEvent),
  });
  const app = express();
  app.use(
    createRouter({
      access: ClusterAccess.create({
        httpAuth: mockServices.httpAuth(),
        lookUp: key => lookUpCluster(kubernetes, key),
        permissions: mockServices.permissions.mock({
          // Only the permission to create is asked for like this: it is of no cluster, so it has no conditions.
          authorize: async queries =>
            queries.map(({ permission }) => {
              const { result } = policy(permission.name);
              return {
                result:
                  result === AuthorizeResult.ALLOW
                    ? AuthorizeResult.ALLOW
                    : AuthorizeResult.DENY,
              };
            }),
          authorizeConditional: async queries =>
            queries.map(({ permission }) => policy(permission.name)),
        }),
        ruleset: {
          getRuleByName: name => {
            const rule = rules.find(one => one.name === name);
            if (!rule) throw new Error(`there is no rule ${name}`);
            return rule;
          },
        },
      }),
      auditor,
      defaults,
      kubernetes: () => {
        if (!kubernetes.isReachable()) {
          throw new ServiceUnavailableError('Kubernetes can’t be reached');
        }
        return kubernetes;
      },
      lagSamples: () => [
        { at: '2026-01-01T00:00:00Z', lagSeconds: { 'orders-1': 0.2 } },
      ],
      newestTransaction,
    }),
  );
  app.use(mockErrorHandler());
  return { api: request(app), auditor, auditEvent, kubernetes, put };
}

/** A namespace as it stands in Kubernetes. */
export function namespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** A StorageClass as it stands in Kubernetes. */
export function storageClass(
  name: string,
  options: { isDefault?: boolean } = {},
): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name,
      annotations: {
        'storageclass.kubernetes.io/is-default-class': String(
          options.isDefault ?? false,
        ),
      },
    },
  };
}

/** A cluster as it stands in Kubernetes, with all defaults. */
export function mysqlCluster(
  fields: {
    namespace?: string;
    name?: string;
    annotations?: Record<string, string>;
    spec?: Record<string, unknown>;
    status?: Record<string, unknown>;
  } = {},
): KubernetesObject {
  const { metadata, ...rest } = mysqlClusterSchema.parse({
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLCluster',
    metadata: {
      namespace: fields.namespace ?? 'shop',
      name: fields.name ?? 'orders',
      annotations: fields.annotations ?? {},
      uid: `uid-of-${fields.name ?? 'orders'}`,
      resourceVersion: '1',
    },
    spec: fields.spec ?? {},
    status: fields.status ?? {},
  });
  return {
    ...rest,
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace,
      annotations: metadata.annotations,
    },
  };
}
