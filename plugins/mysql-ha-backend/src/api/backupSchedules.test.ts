import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { CreateBackupSchedule } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parse } from 'yaml';
import { mysqlCluster, startApi } from './__testUtils__';

const path = '/v1/clusters/shop/orders/backup-schedules';

const nightly: CreateBackupSchedule = {
  name: 'orders-nightly',
  spec: {
    schedule: '30 2 * * *',
    timeZone: 'Europe/Berlin',
    retention: { keepLast: 7 },
    backupTemplate: { spec: { locationName: 'store' } },
  },
};

const key = {
  apiVersion: 'mysqlha.dev/v1alpha1',
  kind: 'MySQLBackupSchedule',
  namespace: 'shop',
  name: 'orders-nightly',
};

async function start(cluster = mysqlCluster()) {
  const started = await startApi();
  started.put(cluster);
  started.put({
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLBackupLocation',
    metadata: { name: 'store', namespace: 'shop' },
  });
  return started;
}

describe('POST /clusters/:namespace/:name/backup-schedules', () => {
  it('creates a MySQLBackupSchedule of the cluster, and says when the first backup is due', async () => {
    const { api, auditEvent, kubernetes } = await start();
    const { status, body } = await api.post(path).send(nightly);

    expect(status).toBe(201);
    expect(body).toMatchObject({ outcome: 'created', warnings: [] });
    expect(Date.parse(body.nextScheduleTime)).toBeGreaterThan(0);
    const stored = await kubernetes.read(key);
    expect(stored?.spec).toEqual({ clusterName: 'orders', ...nightly.spec });
    expect(parse(body.manifest).spec).toEqual(stored?.spec);
    expect(auditEvent.success).toHaveBeenCalledWith({
      meta: expect.objectContaining({
        name: 'orders-nightly',
        schedule: '30 2 * * *',
        outcome: 'created',
      }),
    });
  });

  it('creates nothing in a dry run', async () => {
    const { api, kubernetes } = await start();
    const { status, body } = await api
      .post(path)
      .send({ ...nightly, dryRun: true });
    expect([status, body.outcome]).toEqual([200, 'valid']);
    expect(await kubernetes.read(key)).toBeUndefined();
  });

  it('may be repeated, and never changes what exists', async () => {
    const { api } = await start();
    await api.post(path).send(nightly);
    const again = await api.post(path).send(nightly);
    expect([again.status, again.body.outcome]).toEqual([200, 'unchanged']);

    const other = await api.post(path).send({
      ...nightly,
      spec: { ...nightly.spec, schedule: '@weekly', suspend: true },
    });
    expect(other.status).toBe(409);
    expect(other.body.error.message).toContain(
      'exists already and differs in schedule, suspend.',
    );
  });

  it.each([
    [
      'a schedule that is none',
      { ...nightly.spec, schedule: '61 * * * *' },
      'is no cron expression',
    ],
    [
      'a time zone that is none',
      { ...nightly.spec, timeZone: 'Europe/Atlantis' },
      'timeZone Europe/Atlantis is none of the IANA database',
    ],
    [
      'nowhere to go',
      { schedule: '@daily' },
      'Nobody says where the backups go: set spec.backupTemplate.spec.locationName',
    ],
    [
      'a misspelt field',
      { ...nightly.spec, retension: {} },
      'spec.retension is no field of this request',
    ],
  ])('refuses %s', async (_, spec, message) => {
    const { api, kubernetes } = await start();
    const { status, body } = await api.post(path).send({ ...nightly, spec });
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
    expect(await kubernetes.read(key)).toBeUndefined();
  });

  it('takes the location of the cluster, and warns of what is not there and of what grows for ever', async () => {
    const { api } = await start(
      mysqlCluster({ spec: { backup: { locationName: 'elsewhere' } } }),
    );
    const { body } = await api
      .post(path)
      .send({ name: 'orders-nightly', spec: { schedule: '@daily' } });
    expect(body.warnings).toEqual([
      'MySQLBackupLocation shop/elsewhere isn’t there: no backup can be made until it is.',
      expect.stringContaining('every backup is kept'),
    ]);
  });

  it('needs the permission to operate the cluster', async () => {
    const { api, put } = await startApi({
      policy: permission => ({
        result:
          permission === 'mysql-ha.cluster.operate'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    });
    put(mysqlCluster());
    const { status, body } = await api.post(path).send(nightly);
    expect(status).toBe(403);
    expect(body.error.message).toContain('mysql-ha.cluster.operate');
  });
});

describe('GET /clusters/:namespace/:name/backup-schedules', () => {
  it('lists those of the cluster by name, with what comes next', async () => {
    const { api, put } = await start();
    for (const [name, clusterName] of [
      ['weekly', 'orders'],
      ['daily', 'orders'],
      ['other', 'carts'],
    ]) {
      put({
        apiVersion: 'mysqlha.dev/v1alpha1',
        kind: 'MySQLBackupSchedule',
        metadata: { name, namespace: 'shop' },
        spec: { clusterName, schedule: '@daily' },
        status: { nextScheduleTime: '2026-01-02T00:00:00Z' },
      });
    }
    const { body } = await api.get(path);
    expect(body.items).toMatchObject([
      {
        name: 'daily',
        spec: { schedule: '@daily', timeZone: 'UTC' },
        status: { nextScheduleTime: '2026-01-02T00:00:00Z' },
      },
      { name: 'weekly' },
    ]);
  });
});
