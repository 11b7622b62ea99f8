import type { JobSettings } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { BackupLocationSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Where a Job finds the store, and which Secrets it needs for it. */
export interface StoreOfLocation {
  readonly settings: JobSettings['store'];
  readonly keys: { readonly secret: string; readonly names: readonly string[] };
  readonly caSecret?: string;
  /** For people. */
  readonly place: string;
}

/** What a location says of its store; undefined for one that says nothing, which the API server refuses. */
export function storeOf({
  s3,
  azure,
  caSecretRef,
}: BackupLocationSpec): StoreOfLocation | undefined {
  const caSecret = caSecretRef?.name;
  if (s3) {
    const { secretRef, ...store } = s3;
    return {
      settings: { kind: 's3', ...store },
      keys: {
        secret: secretRef.name,
        names: ['accessKeyId', 'secretAccessKey'],
      },
      caSecret,
      place: `bucket ${below(s3.bucket, s3.prefix)} at ${
        s3.endpoint ?? `S3 in ${s3.region}`
      }`,
    };
  }
  if (azure) {
    const { secretRef, ...store } = azure;
    return {
      settings: { kind: 'azure', ...store },
      keys: { secret: secretRef.name, names: ['accountName', 'accountKey'] },
      caSecret,
      place: `container ${below(azure.container, azure.prefix)} at ${
        azure.endpoint ?? 'Azure'
      }`,
    };
  }
  return undefined;
}

function below(name: string, prefix: string | undefined): string {
  return prefix ? `${name}/${prefix.replace(/^\/|\/$/g, '')}` : name;
}
