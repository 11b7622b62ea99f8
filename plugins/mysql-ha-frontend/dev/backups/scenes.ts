import type {
  BackupsView,
  RestoreView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ago } from '../clusters';
import {
  backupsView,
  backupView,
  DAY,
  HOUR,
  locationView,
  MIB,
} from './pieces';

const proved = locationView(
  'store',
  'True',
  'An object was written, listed, read and deleted: backups can be kept here.',
);

/** A fortnight of nightly backups with an archive, one of them by hand, one failed, one restored. */
export function archived(name = 'orders'): BackupsView {
  const spec = {
    clusterName: name,
    locationName: 'store',
    method: 'Physical' as const,
    databases: [],
  };
  const nightly = Array.from({ length: 12 }, (_, index) => {
    const at = index * DAY + 5.4 * HOUR;
    const one = backupView(`nightly-${stamp(at)}`, at, {
      schedule: 'nightly',
      spec,
    });
    const size = 412 - 9 * index;
    return {
      ...one,
      status: {
        ...one.status,
        sizeBytes: size * MIB,
        size: `${size} MiB`,
        completedAt: ago(at - 30 - 2 * index),
        ...(index === 3 ? { verifiedAt: ago(3 * DAY) } : {}),
        ...(index === 5
          ? {
              phase: 'Failed' as const,
              sizeBytes: undefined,
              size: undefined,
              path: undefined,
              message:
                'The store does not know these keys. Put the right ones into the Secret store-keys: kubectl -n shop edit secret store-keys',
            }
          : {}),
      },
    };
  });
  const byHand = backupView('before-the-migration', 2 * DAY + 2 * HOUR, {
    requestedBy: 'user:default/guest',
    spec: { ...spec, method: 'Logical' },
  });
  const restore: RestoreView = {
    name: `${name}-restore-1`,
    namespace: 'shop',
    createdAt: ago(DAY),
    spec: {
      source: { backupName: nightly[1].name },
      databases: [],
      target: { clusterName: `${name}-restored`, inPlace: false },
    },
    status: {
      phase: 'Succeeded',
      startedAt: ago(DAY),
      completedAt: ago(DAY - 96),
      message: `${name}-restored is healthy, with the data of ${nightly[1].name}.`,
    },
  };
  return backupsView({
    backups: [...nightly, byHand].sort((a, b) =>
      (b.createdAt ?? '').localeCompare(a.createdAt ?? ''),
    ),
    schedules: [
      {
        name: 'nightly',
        namespace: 'shop',
        createdAt: ago(12 * DAY),
        spec: {
          clusterName: name,
          schedule: '30 2 * * *',
          timeZone: 'Europe/Berlin',
          suspend: false,
          retention: { keepLast: 14, maxAge: '30d' },
          backupTemplate: { spec: { method: 'Physical', databases: [] } },
        },
        status: {
          lastScheduleTime: ago(5.4 * HOUR),
          nextScheduleTime: ago(-18.6 * HOUR),
          lastSuccessfulTime: nightly[0].status.completedAt,
          lastBackup: nightly[0].name,
        },
      },
    ],
    restores: [restore],
    locations: [proved],
    defaultLocation: 'store',
    recoverability: { earliest: ago(11 * DAY + 5.3 * HOUR), latest: ago(2) },
  });
}

/** Backups without an archive, one on its way, into a store that refuses now. */
export function troubled(name = 'checkout'): BackupsView {
  const spec = {
    clusterName: name,
    locationName: 'store',
    method: 'Physical' as const,
    databases: [],
  };
  const running = backupView('by-hand', 40, { spec });
  return backupsView({
    backups: [
      {
        ...running,
        status: {
          phase: 'Running',
          startedAt: ago(38),
          source: `${name}-1`,
          progress: {
            doneBytes: 236 * MIB,
            totalBytes: 740 * MIB,
            step: 'Its files are sent.',
          },
          message: `It is made from ${name}-1.`,
        },
      },
      backupView('last-week', 6 * DAY, { spec }),
    ],
    locations: [
      locationView(
        'store',
        'False',
        'The store does not let these keys delete in bucket "backups": give them the right to delete objects.',
      ),
    ],
    defaultLocation: 'store',
  });
}

/** A place that is there, and nothing in it. */
export function nothingYet(): BackupsView {
  return backupsView({ locations: [proved] });
}

/** 20261121023000 */
function stamp(seconds: number): string {
  return ago(seconds).replace(/\D/g, '').slice(0, 14);
}
