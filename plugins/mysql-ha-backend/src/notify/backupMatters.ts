import {
  isOwnBackup,
  MySQLBackup,
  MySQLBackupSchedule,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { archiveMatter } from './archiveMatter';
import { BackupMatter } from './BackupMatter';
import { BackupSurroundings } from './BackupSurroundings';
import { lastBackups } from './lastBackups';
import { moment } from './moment';
import { restoreMatters } from './restoreMatters';
import { waitingBackup } from './waitingBackup';

/** A store that is away for so long is not away in passing, in milliseconds. */
const LASTING_MS = 2 * 60_000;
/** A cluster and its location may be applied one after the other, in milliseconds. */
const APART_MS = 5 * 60_000;

/** How all stands that concerns the backups of a cluster. Pure. */
export function backupMatters(
  cluster: MySQLCluster,
  around: BackupSurroundings,
): readonly BackupMatter[] {
  const own = around.backups.filter(isOwnBackup);
  return [
    ...lastBackups(own),
    ...waitingBackup(cluster, own, around.locations),
    ...lastProof(own),
    ...restoreMatters(around.restores),
    ...around.schedules.flatMap(schedule => ofSchedule(cluster, schedule)),
    ...ofLocations(cluster, around),
    ...archiveMatter(cluster, around.locations),
  ];
}

function lastProof(backups: readonly MySQLBackup[]): BackupMatter[] {
  const [last] = backups
    .flatMap(({ metadata, status: { verification } }) =>
      verification && verification.phase !== 'Running'
        ? [{ ...verification, name: metadata.name }]
        : [],
    )
    .sort((a, b) => moment(b.startedAt) - moment(a.startedAt));
  if (!last) return [];
  const { name, phase, message = 'nothing more is known.', completedAt } = last;
  if (phase === 'Proved')
    return [
      {
        ...{ subject: 'proof', state: 'good' },
        title: `the backup ${name} was proved to come back`,
        description: message,
      },
    ];
  const refuted = phase === 'Refuted';
  return [
    {
      ...{ subject: 'proof', state: 'bad' },
      severity: refuted ? 'critical' : 'normal',
      title: refuted
        ? `the backup ${name} can’t be had back`
        : `the backup ${name} could not be proved`,
      description: refuted
        ? `Make another backup now, for nothing may be counted on that is of the same time or later. ${message}`
        : message,
      since: moment(completedAt),
    },
  ];
}

/** A schedule that makes nothing, because of what it says; that one of its backups failed is told with the backup. */
function ofSchedule(
  { spec: { backup } }: MySQLCluster,
  { metadata, spec, status }: MySQLBackupSchedule,
): BackupMatter[] {
  const { message, nextScheduleTime, observedGeneration } = status;
  const subject = `schedule ${metadata.name}`;
  if (spec.suspend || observedGeneration !== metadata.generation) return [];
  const location =
    spec.backupTemplate.spec.locationName ?? backup?.locationName;
  return nextScheduleTime !== undefined && location !== undefined
    ? [
        {
          ...{ subject, state: 'good' },
          title: `the schedule ${metadata.name} makes backups again`,
          description: `The next one is due at ${nextScheduleTime}.`,
        },
      ]
    : [
        {
          ...{ subject, state: 'bad', severity: 'high' },
          title: `the schedule ${metadata.name} makes no backups`,
          description:
            message ??
            'It names no location, and neither does the cluster: set backupTemplate.spec.locationName, or spec.backup.locationName of the MySQLCluster.',
        },
      ];
}

function ofLocations(
  { metadata, spec }: MySQLCluster,
  { schedules, locations }: BackupSurroundings,
): BackupMatter[] {
  const used = new Set([
    ...(spec.backup ? [spec.backup.locationName] : []),
    ...schedules
      .filter(schedule => !schedule.spec.suspend)
      .flatMap(({ spec: { backupTemplate } }) =>
        backupTemplate.spec.locationName === undefined
          ? []
          : [backupTemplate.spec.locationName],
      ),
  ]);
  return [...used].flatMap((name): BackupMatter[] => {
    const subject = `location ${name}`;
    const location = locations.get(name);
    if (!location)
      return [
        {
          ...{ subject, state: 'bad', severity: 'high' },
          title: `there is no place for backups`,
          description: `The MySQLBackupLocation ${name}, which the cluster or a schedule of it names, does not exist in the namespace ${metadata.namespace}: create it, and backups go on by themselves.`,
          dueAt: moment(metadata.creationTimestamp) + APART_MS,
        },
      ];
    const reachable = location.status.conditions?.find(
      ({ type }) => type === 'Reachable',
    );
    if (reachable?.status === 'True')
      return [
        {
          ...{ subject, state: 'good' },
          title: `the place for backups ${name} can be reached again`,
          description: reachable.message,
        },
      ];
    if (reachable?.status !== 'False') return [];
    return [
      {
        ...{ subject, state: 'bad', severity: 'high' },
        title: `the place for backups ${name} can’t be used`,
        description: reachable.message,
        dueAt: moment(reachable.lastTransitionTime) + LASTING_MS,
      },
    ];
  });
}
