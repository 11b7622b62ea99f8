import { ServiceUnavailableError } from '@backstage/errors';
import { API_GROUP_VERSION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { InMemoryKubernetes } from '../kubernetes/memory';
import { GtidSet } from '../mysql';
import { engineForEachTest } from './__testUtils__/engineForEachTest';
import { Volumes } from './__testUtils__/Volumes';

const CLAIM = 'restored-orders';
const SAVED = GtidSet.parse('aaaaaaaa-0000-0000-0000-000000000000:1-7');
const RESTORE = {
  ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLRestore' },
  ...{ namespace: 'shop', name: 'back' },
};
/** What an exchange writes. */
const WRITES =
  /^(status MySQLCluster|(create|delete|patch) PersistentVolume(Claim)?) /;

describe('Engine of a cluster that is restored in place', () => {
  const harness = engineForEachTest({ operator: false });
  let volumes: Volumes;

  async function healthy(spec: object = {}): Promise<InMemoryKubernetes> {
    volumes = new Volumes(harness);
    const kubernetes = await harness.operator('first');
    await harness.healthy({
      ...{ instances: 3, storage: { size: '10Gi' } },
      ...spec,
    });
    harness.world.commit('orders-0');
    await harness.clock.advance(1_000);
    return kubernetes;
  }

  function put(status: object): void {
    const { apiVersion, kind, namespace, name } = RESTORE;
    harness.server.put({
      ...{ apiVersion, kind },
      metadata: { name, namespace },
      spec: {
        source: { backupName: 'first' },
        target: { clusterName: 'orders', inPlace: true },
      },
      status,
    });
  }

  /** The data are restored and proved. */
  function hand(): void {
    volumes.putRestored(CLAIM, SAVED);
    put({ phase: 'Running', provedClaim: CLAIM });
  }

  const stage = () => harness.status.exchange?.stage;
  const isThrough = () => stage() === 'Done' || stage() === 'Returned';

  /** From its nth write on an operator is cut off. */
  function dieAt(kubernetes: InMemoryKubernetes, last: number): void {
    let left = last;
    kubernetes.onRequest = request => {
      if (WRITES.test(request)) left -= 1;
      if (left <= 0) throw new ServiceUnavailableError('it is dead');
    };
  }

  /** All that was there before is there again, and none of what was to come. */
  async function expectAllAsBefore(held: GtidSet): Promise<void> {
    await harness.untilHealthy(300);
    const primary = harness.status.primary ?? '';
    expect(harness.executed(primary).contains(held)).toBe(true);
    expect(harness.executed(primary).intersect(SAVED).isEmpty()).toBe(true);
  }

  async function expectRestored(): Promise<void> {
    await harness.untilHealthy(300);
    expect(harness.status.primary).toBe('orders-0');
    for (const name of ['orders-0', 'orders-1', 'orders-2']) {
      expect(harness.executed(name).contains(SAVED)).toBe(true);
      expect(harness.status.synchronous?.members).toContain(name);
    }
    expect(harness.status.synchronous?.waitFor).toBe(1);
  }

  it('has the restored data on its first instance, fills the others, and keeps what was there', async () => {
    await healthy();
    const before = volumes.claims();
    const { term = 0 } = harness.status;
    const phases = new Set<unknown>();
    hand();
    await harness.until('it is through', () => {
      phases.add(harness.status.phase);
      return isThrough();
    });
    expect(harness.status.exchange?.message).toMatch(
      /kept by the volume claims kept-orders-0-\S+, kept-orders-1-\S+, kept-orders-2-\S+, until somebody deletes them/,
    );
    await expectRestored();
    expect(phases).toContain('Restoring');
    expect(harness.status.term).toBeGreaterThan(term);
    const after = volumes.claims();
    const kept = Object.keys(after).filter(name => name.startsWith('kept-'));
    expect(kept.map(name => after[name])).toEqual(Object.values(before));
    expect(after).not.toHaveProperty([CLAIM]);

    put({ phase: 'Succeeded' });
    await harness.until('nobody speaks of it any more', () => !stage());
    expect(harness.served('primary')).toEqual(['orders-0']);
  });

  it('deletes what was there once it is healthy, where deletionPolicy says so', async () => {
    await healthy({ deletionPolicy: 'Delete' });
    const before = Object.values(volumes.claims());
    hand();
    await harness.until('it is through', isThrough);
    await expectRestored();
    expect(Object.keys(volumes.claims())).toEqual([
      ...['data-orders-0', 'data-orders-1', 'data-orders-2'],
    ]);
    for (const volume of before) expect(volumes.names()).not.toContain(volume);
  });

  it('gets its own volumes back when Kubernetes refuses the exchange', async () => {
    const kubernetes = await healthy();
    const held = harness.executed('orders-0');
    kubernetes.onRequest = request => {
      if (request === 'create PersistentVolumeClaim shop/data-orders-0')
        throw Object.assign(new Error('there is no quota'), {
          name: 'NotAllowedError',
        });
    };
    hand();
    await harness.until('it is put back', () => stage() === 'Returning');
    kubernetes.onRequest = () => {};
    await harness.until('it is through', isThrough);
    expect(stage()).toBe('Returned');
    expect(harness.status.exchange?.message).toContain('there is no quota');
    await expectAllAsBefore(held);
    expect(Object.keys(volumes.claims())).toEqual([
      ...['data-orders-0', 'data-orders-1', 'data-orders-2'],
    ]);
  });

  it('gets its own volumes back when the restore is deleted in the middle', async () => {
    await healthy();
    const held = harness.executed('orders-0');
    hand();
    await harness.until('it is under way', () => stage() === 'Exchanging');
    harness.server.delete(RESTORE);
    await harness.until('nobody speaks of it any more', () => !stage());
    await expectAllAsBefore(held);
    expect(volumes.claims()).not.toHaveProperty([CLAIM]);
  });

  it.each([3, 6, 9])(
    'gets its own volumes back from the next operator when the first one dies at its write %i of putting them back',
    async last => {
      const kubernetes = await healthy();
      const held = harness.executed('orders-0');
      hand();
      await harness.until(
        'all is exchanged but the last',
        () => volumes.claims()['data-orders-0'] === undefined,
      );
      harness.server.delete(RESTORE);
      dieAt(kubernetes, last);
      await harness.clock.advance(20_000);
      kubernetes.setReachable(false);
      await harness.clock.advanceUntil(harness.operator('second'));
      await harness.until('nobody speaks of it any more', () => !stage(), 300);
      await expectAllAsBefore(held);
      expect(volumes.claims()).not.toHaveProperty([CLAIM]);
    },
  );

  it('is gone on with by an operator that has not listed the restore yet', async () => {
    const kubernetes = await healthy();
    dieAt(kubernetes, 5);
    hand();
    await harness.clock.advance(20_000);
    kubernetes.setReachable(false);
    const second = harness.operator('second', mysql => mysql, ['MySQLRestore']);
    await harness.clock.advanceUntil(second);
    await harness.until('it is through', isThrough, 300);
    expect(stage()).toBe('Done');
    await expectRestored();
  });

  it('is not touched while it is paused', async () => {
    await healthy();
    harness.apply({ instances: 3, storage: { size: '10Gi' }, paused: true });
    await harness.clock.advance(2_000);
    hand();
    await harness.clock.advance(30_000);
    expect(harness.status.exchange).toBeUndefined();
  });

  it.each([1, 2, 3, 4, 5, 7, 8, 10, 11, 13, 14, 16])(
    'is gone on with by the next operator when the first one dies at its write %i',
    async last => {
      const kubernetes = await healthy();
      dieAt(kubernetes, last);
      hand();
      await harness.clock.advance(20_000);
      kubernetes.setReachable(false);
      await harness.clock.advanceUntil(harness.operator('second'));
      await harness.until('it is through', isThrough, 300);
      expect(stage()).toBe('Done');
      await expectRestored();
    },
  );
});
