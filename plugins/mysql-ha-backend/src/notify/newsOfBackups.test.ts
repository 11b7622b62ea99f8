import {
  mysqlBackupLocationSchema,
  mysqlBackupScheduleSchema,
  mysqlBackupSchema,
  mysqlClusterSchema,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupSurroundings } from './BackupSurroundings';
import { newsOfBackups } from './newsOfBackups';
import { Told } from './newsOf';

const NOW = Date.parse('2026-05-02T12:00:00Z');
const HOUR_AGO = '2026-05-02T11:00:00Z';
const GROUP = 'mysqlha.dev/v1alpha1';
const REF = { locationName: 'store', clusterName: 'orders' };

const metadata = (name: string) => ({
  ...{ name, namespace: 'shop', uid: name, resourceVersion: '1' },
  ...{ generation: 1, creationTimestamp: '2026-05-01T00:00:00Z' },
});

const cluster = mysqlClusterSchema.parse({
  apiVersion: GROUP,
  kind: 'MySQLCluster',
  metadata: metadata('orders'),
  spec: { backup: { locationName: 'store' } },
});

const backup = (name: string, status: object) =>
  mysqlBackupSchema.parse({
    apiVersion: GROUP,
    kind: 'MySQLBackup',
    metadata: metadata(name),
    spec: REF,
    status,
  });

const schedule = (spec: object, status: object) =>
  mysqlBackupScheduleSchema.parse({
    apiVersion: GROUP,
    kind: 'MySQLBackupSchedule',
    metadata: metadata('nightly'),
    spec: { clusterName: 'orders', schedule: '@daily', ...spec },
    status: { observedGeneration: 1, ...status },
  });

const location = (status: 'True' | 'False', lastTransitionTime = HOUR_AGO) =>
  mysqlBackupLocationSchema.parse({
    apiVersion: GROUP,
    kind: 'MySQLBackupLocation',
    metadata: metadata('store'),
    spec: { s3: { bucket: 'backups', secretRef: { name: 'keys' } } },
    status: {
      reachable: status,
      conditions: [
        {
          ...{ type: 'Reachable', status, reason: 'Test', lastTransitionTime },
          message: 'The store says so.',
        },
      ],
    },
  });

const archiving = (status: 'True' | 'False') =>
  mysqlClusterSchema.parse({
    ...cluster,
    status: {
      conditions: [
        {
          ...{ type: 'BinlogsArchived', status, reason: 'Test' },
          ...{ lastTransitionTime: HOUR_AGO, message: 'The archiver says so.' },
        },
      ],
    },
  });

const failedRestore = mysqlRestoreSchema.parse({
  apiVersion: GROUP,
  kind: 'MySQLRestore',
  metadata: metadata('back'),
  spec: {
    source: { clusterName: 'orders' },
    target: { clusterName: 'orders-before-the-drop' },
  },
  status: {
    phase: 'Failed',
    completedAt: HOUR_AGO,
    message: 'It lies in a gap of the archive.',
  },
});

function around(more: Partial<BackupSurroundings> = {}): BackupSurroundings {
  return {
    backups: [],
    schedules: [],
    restores: [],
    locations: new Map([['store', location('True')]]),
    ...more,
  };
}

const failed = backup('nightly-2', {
  phase: 'Failed',
  completedAt: HOUR_AGO,
  message: 'The bucket "backups" is full.',
});
const proof = (phase: string, startedAt = HOUR_AGO) =>
  backup('nightly-1', {
    phase: 'Succeeded',
    completedAt: '2026-05-01T00:00:00Z',
    verification: {
      ...{ phase, startedAt, completedAt: startedAt },
      message: 'The checksum of shop.t differs.',
    },
  });

const TROUBLES: readonly [string, Partial<BackupSurroundings>, object][] = [
  [
    'a backup that failed',
    { backups: [failed] },
    {
      title: 'shop/orders: the backup nightly-2 failed',
      description: 'The bucket "backups" is full.',
      severity: 'high',
    },
  ],
  [
    'a backup that does not come back',
    { backups: [proof('Refuted')] },
    {
      title: 'shop/orders: the backup nightly-1 can’t be had back',
      description: expect.stringMatching(
        /^Make another backup now.*The checksum of shop.t differs\.$/,
      ),
      severity: 'critical',
    },
  ],
  [
    'a proof that did not come about',
    { backups: [proof('Failed')] },
    {
      title: 'shop/orders: the backup nightly-1 could not be proved',
      severity: 'normal',
    },
  ],
  [
    'a backup that waits for hours',
    {
      backups: [
        backup('nightly-3', {
          phase: 'Running',
          message: 'No node can take the agent’s pod.',
        }),
      ],
    },
    {
      title: 'shop/orders: the backup nightly-3 does not begin',
      description: 'No node can take the agent’s pod.',
      severity: 'high',
    },
  ],
  [
    'a restore that failed',
    { restores: [failedRestore] },
    {
      title: 'shop/orders: the restore back failed',
      description: 'It lies in a gap of the archive.',
      severity: 'high',
    },
  ],
  [
    'a schedule that means nothing',
    { schedules: [schedule({}, { message: 'schedule “61 * * * *” is no.' })] },
    {
      title: 'shop/orders: the schedule nightly makes no backups',
      description: 'schedule “61 * * * *” is no.',
    },
  ],
  [
    'a place that can’t be used',
    { locations: new Map([['store', location('False')]]) },
    {
      title: 'shop/orders: the place for backups store can’t be used',
      description: 'The store says so.',
    },
  ],
  [
    'a place that was deleted while it is in use',
    { locations: new Map() },
    {
      title: 'shop/orders: there is no place for backups',
      description: expect.stringContaining(
        'The MySQLBackupLocation store, which the cluster or a schedule of it names, does not exist in the namespace shop: create it',
      ),
    },
  ],
];

describe('what an owner hears of backups', () => {
  const tell = (
    more: Partial<BackupSurroundings>,
    told: Told = {},
    of = cluster,
  ) => newsOfBackups(of, around(more), told, NOW);

  it('is nothing while all is well', () => {
    const good = backup('a', { phase: 'Succeeded', completedAt: HOUR_AGO });
    const fires = schedule({}, { nextScheduleTime: '2026-05-03T00:00:00Z' });
    expect(tell({ backups: [good], schedules: [fires] })).toEqual([]);
  });

  it.each(TROUBLES)('is %s, once', (_, more, wanted) => {
    const [news, ...others] = tell(more);
    expect(others).toEqual([]);
    expect(news).toMatchObject({ topic: 'backup', ...wanted });
    expect(news?.dueAt).toBeLessThanOrEqual(NOW);
    expect(tell(more, news?.told)).toEqual([]);
  });

  it('is not told again with each night that fails the same', () => {
    const [news] = tell({ backups: [failed] });
    const next = backup('nightly-3', {
      phase: 'Failed',
      completedAt: '2026-05-02T11:30:00Z',
    });
    expect(tell({ backups: [failed, next] }, news?.told)).toEqual([]);
  });

  it('is that it is good again, once, in the place of the failure', () => {
    const [bad] = tell({ backups: [failed] });
    const good = backup('nightly-3', {
      phase: 'Succeeded',
      completedAt: '2026-05-02T11:30:00Z',
      message: '3 MiB were saved.',
    });
    const [again] = tell({ backups: [failed, good] }, bad?.told);
    expect(again).toMatchObject({
      key: bad?.key,
      title: 'shop/orders: backups succeed again',
      description: 'nightly-3: 3 MiB were saved.',
      severity: 'normal',
    });
    expect(tell({ backups: [failed, good] }, again?.told)).toEqual([]);
  });

  it('is not that it is good again while one schedule fails and another one does not', () => {
    const by = (name: string, one: ReturnType<typeof backup>) => ({
      ...one,
      metadata: {
        ...one.metadata,
        labels: { 'mysqlha.dev/schedule': name },
      },
    });
    const done = (name: string) =>
      backup(name, {
        phase: 'Succeeded',
        completedAt: '2026-05-02T11:30:00Z',
        message: 'It was saved.',
      });
    const nightly = by('nightly', failed);
    const [bad] = tell({ backups: [nightly] });
    const others = [by('hourly', done('hourly-1')), done('by-hand')];
    expect(tell({ backups: [nightly, ...others] }, bad?.told)).toEqual([]);
    const [again] = tell(
      { backups: [nightly, ...others, by('nightly', done('nightly-3'))] },
      bad?.told,
    );
    expect(again?.title).toBe(
      'shop/orders: backups of the schedule nightly succeed again',
    );
  });

  it('is not that it is good again when a person only deleted what failed', () => {
    const [bad] = tell({ backups: [failed] });
    expect(tell({}, bad?.told)).toEqual([]);
  });

  it('keeps other troubles apart', () => {
    const more = { backups: [failed], locations: new Map() };
    const [first, second] = tell(more);
    expect(first?.told.troubles).toEqual(['backup']);
    const [left, ...others] = tell(more, first?.told);
    expect(others).toEqual([]);
    expect(left?.key).toBe(second?.key);
    expect(left?.told.troubles).toEqual(['backup', 'location store']);
  });

  it('is not what failed days ago, nor a backup of a cluster elsewhere', () => {
    const old = backup('old', {
      phase: 'Failed',
      completedAt: '2026-04-20T00:00:00Z',
    });
    expect(tell({ backups: [old] })).toEqual([]);
    const { status, ...rest } = failed;
    const elsewhere = { ...rest, status: { ...status, origin: 'bank/orders' } };
    expect(tell({ backups: [elsewhere] })).toEqual([]);
  });

  it('is that the archive is in trouble, unless its place is, and that it is well again', () => {
    const away = { locations: new Map([['store', location('False')]]) };
    const [bad, ...others] = tell({}, {}, archiving('False'));
    expect(others).toEqual([]);
    expect(bad).toMatchObject({
      title: 'shop/orders: the archive of its binary log is in trouble',
      description: 'The archiver says so.',
      severity: 'high',
      dueAt: Date.parse(HOUR_AGO) + 120_000,
    });
    expect(tell(away, {}, archiving('False')).map(({ key }) => key)).toEqual([
      'backups: location store',
    ]);
    const [again] = tell({}, bad?.told, archiving('True'));
    expect(again?.title).toContain('is in order again');
    expect(tell({}, {}, archiving('True'))).toEqual([]);
  });

  it('is not a backup that waits for another one, for a short time, for a place that is told of, or while all sleeps', () => {
    const waiting = backup('nightly-3', { phase: 'Pending' });
    const progress = { doneBytes: 1, step: 'upload' };
    const running = backup('large', { phase: 'Running', progress });
    expect(tell({ backups: [waiting, running] })).toEqual([]);
    expect(tell({ backups: [waiting] })[0]?.dueAt).toBe(
      Date.parse('2026-05-01T01:00:00Z'),
    );
    const asleep = mysqlClusterSchema.parse({
      ...cluster,
      spec: { ...cluster.spec, hibernate: true },
    });
    expect(tell({ backups: [waiting] }, {}, asleep)).toEqual([]);
    const away = { locations: new Map([['store', location('False')]]) };
    expect(tell({ backups: [waiting], ...away }).map(({ key }) => key)).toEqual(
      ['backups: location store'],
    );
  });

  it('is that backups are made again when the one that waited is through', () => {
    const [bad] = tell({ backups: [backup('a', { phase: 'Pending' })] });
    const done = backup('a', {
      phase: 'Succeeded',
      completedAt: HOUR_AGO,
      message: '3 MiB were saved.',
    });
    const [again, ...others] = tell({ backups: [done] }, bad?.told);
    expect(others).toEqual([]);
    expect(again).toMatchObject({
      key: bad?.key,
      title: 'shop/orders: backups are made again',
      description: 'a: 3 MiB were saved.',
    });
  });

  it('is not a restore of a cluster’s first data, of which that tells itself', () => {
    const initial = {
      ...failedRestore,
      metadata: {
        ...failedRestore.metadata,
        annotations: { 'mysqlha.dev/initial-of': 'orders' },
      },
    };
    expect(tell({ restores: [initial] })).toEqual([]);
  });

  it('is not a store that is away for a moment, nor a schedule that is suspended', () => {
    const at = new Date(NOW - 1_000).toISOString();
    const [news] = tell({
      locations: new Map([['store', location('False', at)]]),
    });
    expect(news?.dueAt).toBe(NOW - 1_000 + 120_000);
    expect(
      tell({ schedules: [schedule({ suspend: true }, { message: 'It is.' })] }),
    ).toEqual([]);
  });
});
