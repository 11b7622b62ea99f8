import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { clusterCredentialsPermission } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { mysqlCluster, startApi } from './__testUtils__';
import {
  createMysqlHaConditionalDecision,
  mysqlHaConditions,
} from './permissionRules';

const OWNER = 'group:default/shop-team';
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const FROM_BACKUP = { initFrom: { backup: { backupName: 'first' } } };
const COPY = { name: 'orders-copy', namespace: 'shop', spec: FROM_BACKUP };

/** A cluster of that team and a backup of it; this owner may do everything, but connect only to what is theirs. */
async function startAs(owner: string) {
  const started = await startApi({
    policy: asked =>
      asked === clusterCredentialsPermission.name
        ? createMysqlHaConditionalDecision(
            clusterCredentialsPermission,
            mysqlHaConditions.hasOwner({ owners: [owner] }),
          )
        : ALLOW,
  });
  started.put(mysqlCluster({ annotations: { 'mysqlha.dev/owner': OWNER } }));
  started.put({
    ...{ apiVersion: 'mysqlha.dev/v1alpha1', kind: 'MySQLBackup' },
    metadata: { name: 'first', namespace: 'shop', uid: 'b' },
    spec: { clusterName: 'orders', locationName: 'store' },
    status: { phase: 'Succeeded', path: 'shop/orders/first' },
  });
  return started;
}

describe('a cluster that is to begin with the data of another', () => {
  it('is made by who may connect to that one', async () => {
    const { api, kubernetes } = await startAs(OWNER);
    const { status } = await api.post('/v1/clusters').send(COPY);
    expect(status).toBe(201);
    expect(
      (await kubernetes.readCluster('shop', 'orders-copy'))?.spec,
    ).toMatchObject(FROM_BACKUP);
  });

  it('is made by nobody else', async () => {
    const { api, kubernetes } = await startAs('group:default/others');
    const { status, body } = await api.post('/v1/clusters').send(COPY);
    expect(status).toBe(403);
    expect(body.error.message).toContain('the cluster of backup shop/first');
    expect(await kubernetes.readCluster('shop', 'orders-copy')).toBeUndefined();
  });

  it('is not told to by a change either', async () => {
    const { api, kubernetes } = await startAs('group:default/others');
    await api.post('/v1/clusters').send({ ...COPY, spec: { paused: true } });
    const path = '/v1/clusters/shop/orders-copy';
    const { status } = await api.patch(path).send({ spec: FROM_BACKUP });
    expect(status).toBe(403);
    const { spec } =
      (await kubernetes.readCluster('shop', 'orders-copy')) ?? {};
    expect(spec?.initFrom ?? undefined).toBeUndefined();
    expect(
      (await api.patch(path).send({ spec: { paused: false } })).status,
    ).toBe(200);
  });
});
