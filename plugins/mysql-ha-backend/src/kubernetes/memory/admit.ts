import { InputError } from '@backstage/errors';
import { operationSpecSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parseCluster } from '../cache';
import { describeKey, resourceKind } from '../resourceKinds';
import { keyOf, parseKubernetesObject } from '../kubernetesObject';
import { KubernetesObject } from '../types';
import { isJsonObject } from './mergeObjects';

/** What the API server does to an object on its way in: plain JSON, checked, Secrets encoded. */
export function admit(object: unknown): KubernetesObject {
  const plain = parseKubernetesObject(JSON.parse(JSON.stringify(object)));
  const kind = resourceKind(plain);
  if (!plain.metadata.name) {
    throw new InputError(`${plain.kind}: metadata.name: Required value`);
  }
  if (kind.namespaced && !plain.metadata.namespace) {
    throw new InputError(
      `${describeKey(keyOf(plain))}: metadata.namespace: Required value`,
    );
  }
  if (plain.kind === 'MySQLCluster') assertCluster(plain);
  if (plain.kind === 'MySQLOperation') assertOperation(plain);
  return plain.kind === 'Secret' ? encodeSecret(plain) : plain;
}

function assertCluster(object: KubernetesObject): void {
  const parsed = parseCluster({
    ...object,
    metadata: { ...object.metadata, uid: '-', resourceVersion: '-' },
  });
  if (!parsed.valid) throw new InputError(parsed.invalid.reason);
}

function assertOperation({ spec }: KubernetesObject): void {
  const parsed = operationSpecSchema.safeParse(spec);
  if (!parsed.success) throw new InputError(parsed.error.message);
}

function encodeSecret(object: KubernetesObject): KubernetesObject {
  const { stringData, ...secret } = object;
  if (!isJsonObject(stringData)) return secret;
  const encoded = Object.entries(stringData).map(
    ([key, value]) =>
      [key, Buffer.from(String(value)).toString('base64')] as const,
  );
  return {
    ...secret,
    data: {
      ...(isJsonObject(secret.data) ? secret.data : {}),
      ...Object.fromEntries(encoded),
    },
  };
}
