import { createHash } from 'node:crypto';
import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter, KubernetesObject } from '../../kubernetes';
import { readSecret } from '../../resources';
import { StoreOfLocation } from '../jobs';

/** The Secrets of a location: which versions they are, and what they lack. */
export interface SecretsOfStore {
  /** Changes with each of them. */
  readonly version: string;
  /** A sentence when a key is missing. */
  readonly lacking?: string;
}

/** A Secret that a location names. */
interface WantedSecret {
  readonly namespace: string;
  readonly field: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** Looks at the Secrets that a Job will mount. Their values are for the Job alone. */
export async function lookAtSecrets(
  kubernetes: KubernetesAdapter,
  { namespace }: Pick<ClusterKey, 'namespace'>,
  { keys, caSecret }: Pick<StoreOfLocation, 'keys' | 'caSecret'>,
): Promise<SecretsOfStore> {
  const wanted = [
    { field: 'secretRef', name: keys.secret, keys: keys.names },
    ...(caSecret
      ? [{ field: 'caSecretRef', name: caSecret, keys: ['ca.crt'] }]
      : []),
  ];
  const versions: string[] = [];
  let lacking: string | undefined;
  for (const one of wanted) {
    const { name } = one;
    const secret = await kubernetes.read({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace,
      name,
    });
    versions.push(
      `${secret?.metadata.uid} ${secret?.metadata.resourceVersion}`,
    );
    lacking ??= whatIsMissing(secret, { namespace, ...one });
  }
  return {
    version: createHash('sha256').update(versions.join('\n')).digest('hex'),
    lacking,
  };
}

function whatIsMissing(
  secret: KubernetesObject | undefined,
  { namespace, field, name, keys }: WantedSecret,
): string | undefined {
  if (!secret)
    return `There is no Secret ${name} in the namespace ${namespace}, which ${field} names: create it with ${keys.join(
      ' and ',
    )}.`;
  const found = readSecret(secret);
  const missing = keys.filter(key => !found[key]);
  return missing.length > 0
    ? `The Secret ${name}, which ${field} names, lacks ${missing.join(
        ' and ',
      )}: add what is missing.`
    : undefined;
}
