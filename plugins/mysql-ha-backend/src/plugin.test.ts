import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { mysqlHaPlugin } from './plugin';

/** A backend whose kubeconfig is not there. */
async function startWithoutKubernetes() {
  const { server } = await startTestBackend({
    features: [
      mysqlHaPlugin,
      mockServices.rootConfig.factory({
        data: { mysqlHa: { kubeconfig: '/there/is/no/kubeconfig' } },
      }),
    ],
  });
  return request(server);
}

describe('the plugin', () => {
  it('starts also while there is no Kubernetes, and says what is in the way', async () => {
    const api = await startWithoutKubernetes();
    const { status, body } = await api.get('/api/mysql-ha/v1/clusters');
    expect(status).toBe(503);
    expect(body.error.message).toContain('Kubernetes can’t be reached');
    expect(body.error.message).toContain('/there/is/no/kubeconfig');
    expect(body.error.message).toContain('The databases themselves go on');
  });

  it('answers nobody without credentials', async () => {
    const api = await startWithoutKubernetes();
    const { status } = await api
      .get('/api/mysql-ha/v1/clusters')
      .set('Authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });

  it('tells policies its permissions and rules', async () => {
    const api = await startWithoutKubernetes();
    const { body } = await api.get(
      '/api/mysql-ha/.well-known/backstage/permissions/metadata',
    );
    expect(body.permissions.map(({ name }: { name: string }) => name)).toEqual([
      'mysql-ha.cluster.read',
      'mysql-ha.cluster.create',
      'mysql-ha.cluster.operate',
      'mysql-ha.cluster.delete',
      'mysql-ha.cluster.credentials',
    ]);
    expect(body.rules).toEqual([
      expect.objectContaining({
        name: 'IS_IN_NAMESPACE',
        paramsSchema: expect.objectContaining({ required: ['namespaces'] }),
      }),
      expect.objectContaining({
        name: 'HAS_OWNER',
        paramsSchema: expect.objectContaining({ required: ['owners'] }),
      }),
    ]);
  });
});
