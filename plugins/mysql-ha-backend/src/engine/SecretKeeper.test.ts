import { randomBytes } from 'node:crypto';
import { InMemoryKubernetes } from '../kubernetes/memory';
import {
  adoptPasswords,
  appSecret,
  offerPasswords,
  readSecret,
  systemSecret,
} from '../resources';
import { testCluster } from '../resources/__testUtils__/testCluster';
import { SecretKeeper } from './SecretKeeper';

const NOW = Date.parse('2026-11-21T10:00:00Z');

describe('SecretKeeper', () => {
  const cluster = testCluster();
  let kubernetes: InMemoryKubernetes;

  beforeEach(async () => {
    kubernetes = new InMemoryKubernetes();
    await kubernetes.start();
    kubernetes.server.put({
      apiVersion: cluster.apiVersion,
      kind: cluster.kind,
      metadata: { namespace: 'shop', name: 'orders' },
      spec: {},
    });
    for (const secret of [
      systemSecret(cluster, undefined, randomBytes),
      appSecret(cluster, undefined, randomBytes),
    ]) {
      await kubernetes.apply(secret);
    }
  });

  /** @param meanwhile - what happens between its reading and its writing */
  const keeper = (meanwhile: () => unknown = () => {}) =>
    new SecretKeeper({
      key: { namespace: 'shop', name: 'orders' },
      kubernetes,
      hasAuthority() {
        meanwhile();
        return true;
      },
    });

  const texts = async () =>
    readSecret(
      await kubernetes.read({
        apiVersion: 'v1',
        kind: 'Secret',
        namespace: 'shop',
        name: 'orders-system',
      }),
    );

  it('offers next passwords, and adopts them', async () => {
    await keeper().change(({ system, app }) => ({
      app,
      system: offerPasswords(system, '1', NOW),
    }));
    const offered = await texts();
    expect(offered['next-clone-password']).toBeDefined();
    await keeper().change(secrets => adoptPasswords(secrets, NOW));
    expect(await texts()).toMatchObject({
      'clone-password': offered['next-clone-password'],
      rotation: `1 Adopted ${NOW}`,
    });
  });

  it('puts no passwords back in force that a successor replaced while it stood still', async () => {
    const successors = systemSecret(cluster, undefined, randomBytes);
    const stalled = keeper(() => kubernetes.server.put(successors));
    await expect(
      stalled.change(({ system, app }) => ({
        app,
        system: offerPasswords(system, '1', NOW),
      })),
    ).rejects.toThrow('somebody else wrote first');
    expect(await texts()).toEqual(readSecret(successors));
  });
});
