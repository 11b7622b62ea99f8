import { InMemoryKubernetes } from '../kubernetes/memory';
import { lastVerificationOf } from './lastVerification';

const KEY = { namespace: 'shop', name: 'orders' };

describe('what restores have shown', () => {
  let kubernetes: InMemoryKubernetes;
  beforeEach(async () => {
    kubernetes = new InMemoryKubernetes();
    await kubernetes.start();
  });
  afterEach(() => kubernetes.stop());

  const put = (name: string, status: object) =>
    kubernetes.server.put({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLBackup',
      metadata: { name, namespace: 'shop' },
      spec: { clusterName: 'orders', locationName: 'store' },
      status: { phase: 'Succeeded', ...status },
    });
  const look = async () => {
    const again = new InMemoryKubernetes({ server: kubernetes.server });
    await again.start();
    const found = lastVerificationOf(again, KEY);
    await again.stop();
    return found;
  };

  it('is nothing before anything was tried', async () => {
    put('one', {});
    expect(await look()).toBeUndefined();
  });

  it('is the last try and the newest proof, which may be of another backup', async () => {
    const at = (day: number) => `2026-05-0${day}T00:00:00Z`;
    put('one', {
      verifiedAt: at(1),
      verification: { phase: 'Proved', startedAt: at(1) },
    });
    put('two', { verification: { phase: 'Refuted', startedAt: at(2) } });
    put('elsewhere', {
      origin: 'bank/orders',
      verification: { phase: 'Proved', startedAt: at(3) },
    });
    expect(await look()).toEqual({
      last: { backup: 'two', phase: 'Refuted', startedAt: at(2) },
      proved: { backup: 'one', at: at(1) },
    });
  });

  it('counts no proof that a later restore has taken back, and knows how old its backup is', async () => {
    const at = (day: number) => `2026-05-0${day}T00:00:00Z`;
    put('one', {
      completedAt: at(1),
      verifiedAt: at(2),
      refutedAt: at(3),
      verification: { phase: 'Refuted', startedAt: at(3) },
    });
    expect(await look()).toEqual({
      last: {
        ...{ backup: 'one', savedAt: at(1) },
        ...{ phase: 'Refuted', startedAt: at(3) },
      },
    });
  });
});
