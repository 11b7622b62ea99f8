import {
  BackupLocationView,
  BackupsView,
  backupsViewSchema,
  BackupView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ago } from '../clusters';

/** In bytes. */
export const MIB = 1_048_576;
/** In seconds. */
export const HOUR = 3_600;
/** In seconds. */
export const DAY = 24 * HOUR;

/** What the schema accepts, with nothing in it unless it is said. */
export function backupsView(rest: Partial<BackupsView> = {}): BackupsView {
  return backupsViewSchema.parse({
    backups: [],
    totalBackups: rest.backups?.length ?? 0,
    schedules: [],
    restores: [],
    locations: [],
    ...rest,
  });
}

/** A backup that succeeded, begun so many seconds ago. */
export function backupView(
  name: string,
  seconds: number,
  rest: Partial<BackupView> = {},
): BackupView {
  return {
    name,
    namespace: 'shop',
    createdAt: ago(seconds),
    deleting: false,
    spec: {
      clusterName: 'orders',
      locationName: 'store',
      method: 'Physical',
      databases: [],
    },
    status: {
      phase: 'Succeeded',
      startedAt: ago(seconds),
      completedAt: ago(seconds - 41),
      sizeBytes: 412 * MIB,
      size: '412 MiB',
      source: 'orders-2',
      version: '9.7.4',
      path: `shop/orders/backups/${name}`,
      message: 'The 1.2 GiB of orders-2 were saved in 412 MiB.',
    },
    ...rest,
  };
}

/** A location, and what its store says. */
export function locationView(
  name: string,
  status: 'True' | 'False' | 'Unknown',
  message: string,
): BackupLocationView {
  return {
    name,
    namespace: 'shop',
    status: {
      place: `bucket backups/${name} at https://s3.example.com:9000`,
      reachable: status,
      lastCheckedAt: ago(240),
      conditions: [
        {
          type: 'Reachable',
          status,
          reason: status === 'True' ? 'Proved' : 'Refused',
          message,
          lastTransitionTime: ago(3 * HOUR),
        },
      ],
    },
  };
}
