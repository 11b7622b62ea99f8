import type { StoreAccess } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import {
  API_GROUP_VERSION,
  BackupLocationStatus,
  BackupScheduleStatus,
  BackupStatus,
  mysqlBackupLocationSchema,
  mysqlBackupScheduleSchema,
  mysqlBackupSchema,
  mysqlRestoreSchema,
  RestoreStatus,
  VERIFY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { until } from './until';

/** The kinds around backups. */
type Kind =
  | 'MySQLBackupLocation'
  | 'MySQLBackup'
  | 'MySQLBackupSchedule'
  | 'MySQLRestore';

/** What concerns backups in one namespace of the real Kubernetes, driven as kubectl would. */
export class BackupsUnderTest {
  constructor(
    readonly kubernetes: RealKubernetes,
    readonly namespace: string,
  ) {}

  /** Makes or changes the Secret of a location. */
  async keys(name: string, access: StoreAccess): Promise<void> {
    await this.secret(name, keysOf(access));
  }

  /** Makes a location with Secrets of its own. */
  async location(name: string, access: StoreAccess): Promise<void> {
    const secretRef = { name: `${name}-keys` };
    const caSecretRef = { name: `${name}-ca` };
    await this.keys(secretRef.name, access);
    if (access.ca) await this.secret(caSecretRef.name, { 'ca.crt': access.ca });
    await this.apply('MySQLBackupLocation', name, {
      ...placeOf(access, secretRef),
      ...(access.ca && { caSecretRef }),
    });
  }

  private async secret(
    name: string,
    stringData: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.kubernetes.apply(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, namespace: this.namespace },
        stringData,
      },
      { fieldManager: 'e2e' },
    );
  }

  async apply(kind: Kind, name: string, spec: object): Promise<void> {
    await this.kubernetes.apply(
      {
        apiVersion: API_GROUP_VERSION,
        kind,
        metadata: { name, namespace: this.namespace },
        spec,
      },
      { fieldManager: 'e2e' },
    );
  }

  untilLocation(
    name: string,
    what: string,
    holds: (status: BackupLocationStatus) => boolean,
  ): Promise<BackupLocationStatus> {
    return this.until('MySQLBackupLocation', name, what, object => {
      const { status } = mysqlBackupLocationSchema.parse(object);
      return holds(status) && status;
    });
  }

  untilBackup(
    name: string,
    what: string,
    holds: (status: BackupStatus) => boolean,
  ): Promise<BackupStatus> {
    return this.until('MySQLBackup', name, what, object => {
      const { status } = mysqlBackupSchema.parse(object);
      return holds(status) && status;
    });
  }

  /** Waits until it succeeded or failed. */
  untilEnd(name: string): Promise<BackupStatus> {
    return this.untilBackup(
      name,
      'has ended',
      ({ phase }) => phase === 'Succeeded' || phase === 'Failed',
    );
  }

  /** Has a backup proved now. @returns its status when that is through */
  async prove(name: string): Promise<BackupStatus> {
    const key = this.key('MySQLBackup', name);
    const { status } = mysqlBackupSchema.parse(await this.kubernetes.read(key));
    await this.kubernetes.mergePatch(key, {
      metadata: { annotations: { [VERIFY_ANNOTATION]: 'now' } },
    });
    return this.untilBackup(
      name,
      'was proved as it was asked for',
      ({ verification }) =>
        verification !== undefined &&
        verification.phase !== 'Running' &&
        verification.startedAt !== status.verification?.startedAt,
    );
  }

  untilSchedule(
    name: string,
    what: string,
    holds: (status: BackupScheduleStatus) => boolean,
  ): Promise<BackupScheduleStatus> {
    return this.until('MySQLBackupSchedule', name, what, object => {
      const { status } = mysqlBackupScheduleSchema.parse(object);
      return holds(status) && status;
    });
  }

  /** Waits until a restore succeeded or failed. */
  untilRestored(name: string): Promise<RestoreStatus> {
    return this.until('MySQLRestore', name, 'has ended', object => {
      const { status } = mysqlRestoreSchema.parse(object);
      return (
        (status.phase === 'Succeeded' || status.phase === 'Failed') && status
      );
    });
  }

  /** Deletes a backup with its data, and waits until both are gone. */
  async deleteWithData(name: string): Promise<void> {
    const key = this.key('MySQLBackup', name);
    await this.kubernetes.mergePatch(key, {
      metadata: { annotations: { 'mysqlha.dev/delete-with-data': 'true' } },
    });
    await until(
      `${name} is gone`,
      async () => (await this.kubernetes.read(key)) === undefined,
      { seconds: 90 },
    );
  }

  async delete(kind: Kind, name: string): Promise<void> {
    await this.kubernetes.delete(this.key(kind, name));
  }

  /** Names of the backups. */
  async names(): Promise<readonly string[]> {
    const found = await this.kubernetes.list({
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLBackup',
      namespace: this.namespace,
    });
    return found.map(({ metadata }) => metadata.name).sort();
  }

  /** Waits until a backup whose name begins so was found in a location. @returns its name */
  untilFound(beginning: string): Promise<string> {
    let names: readonly string[] = [];
    return until(
      `a MySQLBackup ${beginning}… is found`,
      async () => {
        names = await this.names();
        return names.find(name => name.startsWith(beginning));
      },
      { seconds: 150, describe: () => `there are: ${names.join(', ')}` },
    );
  }

  /** Names of the Jobs, pods and volume claims that are there for this work of the agent. */
  async leftOf(verb: string): Promise<readonly string[]> {
    const lists = await Promise.all(
      [
        { apiVersion: 'batch/v1', kind: 'Job' },
        { apiVersion: 'v1', kind: 'Pod' },
        { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      ].map(kind =>
        this.kubernetes.list({ ...kind, namespace: this.namespace }),
      ),
    );
    return lists
      .flat()
      .map(({ metadata }) => metadata.name)
      .filter(name => name.startsWith(`${verb}-`));
  }

  /** Ends the pods of the agent that do this, without a word to them. */
  async killAgent(verb: string): Promise<void> {
    const key = { apiVersion: 'v1', kind: 'Pod', namespace: this.namespace };
    const pods = await this.kubernetes.list(key, `mysqlha.dev/agent=${verb}`);
    for (const { metadata } of pods)
      await this.kubernetes.delete(
        { ...key, name: metadata.name },
        { gracePeriodSeconds: 0 },
      );
  }

  /** Names of the agent’s Jobs that are there. */
  async jobs(): Promise<readonly string[]> {
    const found = await this.kubernetes.list({
      apiVersion: 'batch/v1',
      kind: 'Job',
      namespace: this.namespace,
    });
    return found.map(({ metadata }) => metadata.name);
  }

  private async until<T>(
    kind: Kind,
    name: string,
    what: string,
    holds: (object: unknown) => T | false,
  ): Promise<T> {
    let last: unknown;
    return until(
      `${kind} ${name}: ${what}`,
      async () => {
        const object = await this.kubernetes.read(this.key(kind, name));
        last = object?.status;
        return object !== undefined && holds(object);
      },
      { seconds: 150, describe: () => JSON.stringify(last, null, 1) },
    );
  }

  private key(kind: Kind, name: string) {
    const { namespace } = this;
    return { apiVersion: API_GROUP_VERSION, kind, namespace, name };
  }
}

function keysOf(access: StoreAccess): Record<string, string> {
  if (access.kind === 'azure') {
    const { accountName, accountKey } = access;
    return { accountName, accountKey };
  }
  const { accessKeyId, secretAccessKey } = access;
  return { accessKeyId, secretAccessKey };
}

function placeOf(access: StoreAccess, secretRef: { readonly name: string }) {
  if (access.kind === 'azure') {
    const { container, prefix, endpoint } = access;
    return { azure: { container, prefix, endpoint, secretRef } };
  }
  const { bucket, prefix, endpoint, forcePathStyle } = access;
  return { s3: { bucket, prefix, endpoint, forcePathStyle, secretRef } };
}
