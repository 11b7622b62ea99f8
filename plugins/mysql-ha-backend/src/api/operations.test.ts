import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  CreateOperation,
  REQUESTED_BY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { mysqlCluster, startApi } from './__testUtils__';

const path = '/v1/clusters/shop/orders/operations';

/** An operation as it stands in Kubernetes. */
function operation(name: string, fields: Record<string, unknown> = {}) {
  return {
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLOperation',
    metadata: { name, namespace: 'shop' },
    spec: { clusterName: 'orders', type: 'Switchover' },
    ...fields,
  };
}

describe('POST /clusters/:namespace/:name/operations', () => {
  it('writes a MySQLOperation that goes with its cluster, and says who asked for it', async () => {
    const { api, auditor, auditEvent, kubernetes, put } = await startApi();
    const { metadata } = put(mysqlCluster());

    const { status, body } = await api
      .post(path)
      .send({ type: 'Switchover', target: 'orders-1', reason: 'a new node' });

    expect(status).toBe(202);
    expect(body).toMatchObject({
      clusterName: 'orders',
      namespace: 'shop',
      type: 'Switchover',
      target: 'orders-1',
      reason: 'a new node',
      force: false,
      dryRun: false,
      phase: 'Pending',
      plan: [],
      steps: [],
      requestedBy: 'user:default/mock',
    });
    const [stored] = await kubernetes.list({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLOperation',
      namespace: 'shop',
    });
    expect(stored).toMatchObject({
      metadata: {
        name: body.name,
        annotations: { [REQUESTED_BY_ANNOTATION]: 'user:default/mock' },
        ownerReferences: [
          { kind: 'MySQLCluster', name: 'orders', uid: metadata.uid },
        ],
      },
      spec: { clusterName: 'orders', type: 'Switchover', target: 'orders-1' },
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'operation-create',
        severityLevel: 'high',
      }),
    );
    expect(auditEvent.success).toHaveBeenCalledWith({
      meta: expect.objectContaining({ operation: body.name, force: false }),
    });
  });

  it.each<[string, Partial<CreateOperation> | object, string]>([
    ['no type', {}, 'type'],
    ['an unknown type', { type: 'Reboot' }, 'Switchover'],
    ['a misspelt field', { type: 'Switchover', to: 'orders-1' }, 'to'],
    ['a rebuild of nobody', { type: 'Rebuild' }, 'need a target'],
    [
      'an instance of another cluster',
      { type: 'Restart', target: 'users-0' },
      'which is no instance of shop/orders',
    ],
    [
      'force where nothing is lost',
      { type: 'Switchover', force: true },
      'Only a Failover can be forced',
    ],
    [
      'a forced failover without a reason',
      { type: 'Failover', force: true, reason: '  ' },
      'needs a reason',
    ],
  ])('refuses %s', async (_case, sent, message) => {
    const { api, kubernetes, put } = await startApi();
    put(mysqlCluster());
    const { status, body } = await api.post(path).send(sent);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
    expect(kubernetes.requests).toEqual([]);
  });

  it('knows no cluster that is not there', async () => {
    const { api } = await startApi();
    const { status, body } = await api.post(path).send({ type: 'Switchover' });
    expect(status).toBe(404);
    expect(body.error.message).toContain('There is no MySQL cluster');
  });

  it('does nothing more to a cluster that is being deleted', async () => {
    const { api, put } = await startApi();
    const cluster = mysqlCluster();
    put({
      ...cluster,
      metadata: {
        ...cluster.metadata,
        deletionTimestamp: '2026-01-01T00:00:00Z',
      },
    });
    const { status, body } = await api.post(path).send({ type: 'Switchover' });
    expect(status).toBe(409);
    expect(body.error.message).toContain('is being deleted');
  });

  it('needs the permission to operate, not only to read', async () => {
    const { api, auditEvent, kubernetes, put } = await startApi({
      policy: permission => ({
        result:
          permission === 'mysql-ha.cluster.operate'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    });
    put(mysqlCluster());
    const { status } = await api.post(path).send({ type: 'Switchover' });
    expect(status).toBe(403);
    expect(kubernetes.requests).toEqual([]);
    expect(auditEvent.fail).toHaveBeenCalled();
  });
});

describe('GET /clusters/:namespace/:name/operations', () => {
  it('lists those of this cluster, newest first, whoever wrote them', async () => {
    const { api, put } = await startApi();
    put(mysqlCluster());
    put(operation('a-first'));
    put(operation('b-second', { status: { phase: 'Running' } }));
    put(
      operation('of-another', {
        spec: { clusterName: 'users', type: 'Switchover' },
      }),
    );
    const { status, body } = await api.get(path);
    expect(status).toBe(200);
    expect(
      body.items.map(({ name, phase }: { name: string; phase: string }) => [
        name,
        phase,
      ]),
    ).toEqual([
      ['b-second', 'Running'],
      ['a-first', 'Pending'],
    ]);
  });

  it('shows one, by its name', async () => {
    const { api, put } = await startApi();
    put(mysqlCluster());
    const steps = [
      { name: 'make orders-0 read-only', state: 'Done', durationMs: 12 },
    ];
    put(operation('one', { status: { phase: 'Succeeded', steps } }));
    const { status, body } = await api.get(`${path}/one`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'one', phase: 'Succeeded', steps });
  });

  it('does not show one of another cluster under this one', async () => {
    const { api, put } = await startApi();
    put(mysqlCluster());
    put(
      operation('other', {
        spec: { clusterName: 'users', type: 'Switchover' },
      }),
    );
    const { status, body } = await api.get(`${path}/other`);
    expect(status).toBe(404);
    expect(body.error.message).toContain('There is no operation other');
  });

  it('hides them from those who may not see the cluster', async () => {
    const { api, put } = await startApi({
      policy: () => ({ result: AuthorizeResult.DENY }),
    });
    put(mysqlCluster());
    expect((await api.get(path)).status).toBe(403);
    expect((await api.get(`${path}/one`)).status).toBe(403);
  });
});
