import {
  mysqlBackupLocationSchema,
  mysqlBackupScheduleSchema,
  mysqlBackupSchema,
  mysqlRestoreSchema,
} from '../backup';
import type { ResourceKind } from './resourceKinds';

const status = {
  name: 'Status',
  type: 'string',
  jsonPath: '.status.phase',
  description: 'How far it is.',
} as const;
const size = {
  name: 'Size',
  type: 'string',
  jsonPath: '.status.size',
  description: 'Size in the store.',
} as const;
const started = {
  name: 'Started',
  type: 'string',
  jsonPath: '.status.startedAt',
  description: 'When the work began.',
} as const;
const completed = {
  name: 'Completed',
  type: 'string',
  jsonPath: '.status.completedAt',
  description: 'When it ended.',
} as const;
const cluster = {
  name: 'Cluster',
  type: 'string',
  jsonPath: '.spec.clusterName',
  description: 'The MySQLCluster.',
} as const;
const age = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
  description: 'Since when it exists.',
} as const;

/** The kinds around backups. */
export const BACKUP_KINDS: readonly ResourceKind[] = [
  {
    kind: 'MySQLBackupLocation',
    plural: 'mysqlbackuplocations',
    singular: 'mysqlbackuplocation',
    shortNames: ['mybl'],
    schema: mysqlBackupLocationSchema,
    columns: [
      {
        name: 'Reachable',
        type: 'string',
        jsonPath: '.status.reachable',
        description: 'Whether an object could be written, read and deleted.',
      },
      {
        name: 'Place',
        type: 'string',
        jsonPath: '.status.place',
        description: 'Which bucket or container.',
      },
      {
        name: 'Backups',
        type: 'integer',
        jsonPath: '.status.discovery.found',
        description: 'How many finished backups lie there.',
      },
      age,
    ],
  },
  {
    kind: 'MySQLBackup',
    plural: 'mysqlbackups',
    singular: 'mysqlbackup',
    shortNames: ['myb'],
    schema: mysqlBackupSchema,
    columns: [
      cluster,
      {
        name: 'Method',
        type: 'string',
        jsonPath: '.spec.method',
        description: 'How the data were saved.',
      },
      status,
      size,
      started,
      completed,
      {
        name: 'Proved',
        type: 'string',
        jsonPath: '.status.verifiedAt',
        description: 'When a restore last proved that it can be had back.',
        priority: 1,
      },
    ],
  },
  {
    kind: 'MySQLBackupSchedule',
    plural: 'mysqlbackupschedules',
    singular: 'mysqlbackupschedule',
    shortNames: ['mybs'],
    schema: mysqlBackupScheduleSchema,
    columns: [
      cluster,
      {
        name: 'Schedule',
        type: 'string',
        jsonPath: '.spec.schedule',
        description: 'When backups are made.',
      },
      {
        name: 'Next',
        type: 'string',
        jsonPath: '.status.nextScheduleTime',
        description: 'The next firing.',
      },
      {
        name: 'Last',
        type: 'string',
        jsonPath: '.status.lastSuccessfulTime',
        description: 'When a backup last succeeded.',
      },
      age,
    ],
  },
  {
    kind: 'MySQLRestore',
    plural: 'mysqlrestores',
    singular: 'mysqlrestore',
    shortNames: ['myr'],
    schema: mysqlRestoreSchema,
    columns: [
      {
        name: 'Backup',
        type: 'string',
        jsonPath: '.spec.source.backupName',
        description: 'The MySQLBackup; empty when it is restored from a path.',
      },
      {
        name: 'Target',
        type: 'string',
        jsonPath: '.spec.target.clusterName',
        description: 'The MySQLCluster that gets the data.',
      },
      status,
      started,
      completed,
    ],
  },
];
