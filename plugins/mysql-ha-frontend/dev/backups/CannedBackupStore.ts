import {
  BackupsView,
  BackupView,
  ClusterKey,
  CreateBackup,
  CreateBackupResult,
  createBackupSchema,
  CreateRestore,
  CreateRestoreResult,
  createRestoreSchema,
  DeleteBackup,
  MysqlHaApiError,
  RestoreView,
  RunPhase,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { cannedBackups } from './cannedBackups';
import { MIB } from './pieces';

/** How long each part of a canned run takes, in milliseconds. */
const PART_MS = 2_000;
const SIZE = 412 * MIB;

/** The backups of canned clusters: what is asked for is carried out as time passes. */
export class CannedBackupStore {
  private readonly views = new Map<string, BackupsView>();

  /** Replaces what a cluster has, as if the engine had reported it. */
  show(key: ClusterKey, view: BackupsView) {
    this.views.set(key.name, view);
  }

  read(key: ClusterKey): BackupsView {
    const view = this.views.get(key.name) ?? cannedBackups(key.name);
    this.views.set(key.name, view);
    return {
      ...view,
      backups: view.backups.map(carriedOut),
      restores: view.restores.map(carriedOut),
    };
  }

  createBackup(key: ClusterKey, body: CreateBackup): CreateBackupResult {
    const { name, spec, dryRun } = createBackupSchema.parse(body);
    const view = this.read(key);
    const locationName = spec.locationName ?? view.defaultLocation;
    if (!locationName) {
      throw new MysqlHaApiError(400, 'Nobody says where the backup goes.');
    }
    const backup: BackupView = {
      ...{ name, namespace: key.namespace, deleting: false },
      createdAt: new Date().toISOString(),
      requestedBy: 'user:default/guest',
      spec: { clusterName: key.name, ...spec, locationName },
      status: {},
    };
    if (!dryRun) {
      this.show(key, {
        ...view,
        backups: [backup, ...view.backups],
        totalBackups: view.totalBackups + 1,
      });
    }
    return {
      outcome: dryRun ? 'valid' : 'created',
      manifest: manifestOf('MySQLBackup', name, key.namespace),
      warnings: [],
    };
  }

  verifyBackup(key: ClusterKey, name: string) {
    const view = this.read(key);
    const verification = {
      phase: 'Running' as const,
      startedAt: new Date().toISOString(),
    };
    this.show(key, {
      ...view,
      backups: view.backups.map(each =>
        each.name === name
          ? { ...each, status: { ...each.status, verification } }
          : each,
      ),
    });
  }

  deleteBackup(key: ClusterKey, name: string, { withData }: DeleteBackup) {
    const view = this.read(key);
    this.show(key, {
      ...view,
      totalBackups: view.totalBackups - (withData ? 0 : 1),
      backups: withData
        ? view.backups.map(each =>
            each.name === name
              ? {
                  ...each,
                  deleting: true,
                  status: {
                    ...each.status,
                    message: 'Its data are being deleted.',
                  },
                }
              : each,
          )
        : view.backups.filter(each => each.name !== name),
    });
  }

  createRestore(body: CreateRestore): CreateRestoreResult {
    const { name, namespace, spec, dryRun } = createRestoreSchema.parse(body);
    const { backupName, clusterName } = spec.source;
    const [cluster, view] =
      [...this.views].find(([known, { backups }]) =>
        backupName === undefined
          ? known === clusterName
          : backups.some(backup => backup.name === backupName),
      ) ?? [];
    if (!cluster || !view) {
      throw new MysqlHaApiError(
        400,
        `There is no backup ${
          backupName ?? `of ${clusterName}`
        } in the namespace ${namespace}.`,
      );
    }
    if (!dryRun) {
      const restore: RestoreView = {
        ...{ name, namespace, spec, status: {} },
        createdAt: new Date().toISOString(),
      };
      this.show(
        { namespace, name: cluster },
        { ...view, restores: [restore, ...view.restores] },
      );
    }
    return {
      outcome: dryRun ? 'valid' : 'created',
      manifest: `${manifestOf('MySQLRestore', name, namespace)}spec:
  source:
    ${backupName ? `backupName: ${backupName}` : `clusterName: ${clusterName}`}
  target:
    clusterName: ${spec.target.clusterName}
${
  spec.pointInTime ? `  pointInTime:\n    time: ${spec.pointInTime.time}\n` : ''
}`,
      warnings: [],
    };
  }

  getRestore({ namespace, name }: ClusterKey): RestoreView {
    const found = [...this.views.keys()]
      .flatMap(cluster => this.read({ namespace, name: cluster }).restores)
      .find(each => each.name === name);
    if (!found) {
      throw new MysqlHaApiError(404, `There is no MySQLRestore ${name}.`);
    }
    return found;
  }
}

/** What has no status yet was asked for on this page, and goes on by itself. */
function carriedOut<T extends BackupView | RestoreView>(run: T): T {
  const { phase } = run.status;
  if (phase !== undefined || run.createdAt === undefined) return run;
  const begun = (Date.now() - Date.parse(run.createdAt)) / PART_MS;
  const reached = phaseAfter(begun);
  return {
    ...run,
    status: {
      phase: reached,
      startedAt: run.createdAt,
      ...(reached === 'Running' && {
        progress: {
          doneBytes: Math.round((SIZE * (begun - 1)) / 2),
          totalBytes: SIZE,
          step: 'The files are sent.',
        },
      }),
      ...(reached === 'Succeeded' && {
        completedAt: new Date(
          Date.parse(run.createdAt) + 3 * PART_MS,
        ).toISOString(),
        ...{ sizeBytes: SIZE, size: '412 MiB', message: 'It is done.' },
      }),
    },
  };
}

/** @param parts - how many parts of its time have passed */
function phaseAfter(parts: number): RunPhase {
  if (parts < 1) return 'Pending';
  return parts < 3 ? 'Running' : 'Succeeded';
}

function manifestOf(kind: string, name: string, namespace: string): string {
  return `apiVersion: mysqlha.dev/v1alpha1
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
`;
}
