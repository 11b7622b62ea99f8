import {
  API_GROUP_VERSION,
  ClusterStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AuthorityLostError, RecordChange } from '../act';
import {
  InMemoryApiServer,
  InMemoryKubernetes,
  ManualClock,
} from '../kubernetes/memory';
import { VolumeExchange } from './VolumeExchange';

const NAMESPACE = 'shop';
const OWN = { from: 'data-orders-0', to: 'kept-orders-0-1' };
const RESTORED = { from: 'restored', to: OWN.from };

describe('The exchange of a cluster’s volumes', () => {
  const clock = new ManualClock(Date.parse('2026-05-01T12:00:00Z'));
  let server: InMemoryApiServer;
  let kubernetes: InMemoryKubernetes;
  let status: ClusterStatus;
  let busy: boolean;
  let mayAct: boolean;

  beforeEach(async () => {
    server = new InMemoryApiServer(clock);
    kubernetes = new InMemoryKubernetes({ clock, server });
    await kubernetes.start();
    status = { primary: 'orders-0', term: 3 };
    busy = false;
    mayAct = true;
    server.put({
      ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLCluster' },
      metadata: { name: 'orders', namespace: NAMESPACE },
      spec: { instances: 1, storage: { size: '10Gi' } },
    });
    putRestore({ phase: 'Running', provedClaim: 'restored' });
    putSet(0);
  });
  afterEach(() => kubernetes.stop());

  function putRestore(of: object): void {
    server.put({
      ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLRestore' },
      metadata: { name: 'back', namespace: NAMESPACE },
      spec: {
        source: { backupName: 'first' },
        target: { clusterName: 'orders', inPlace: true },
      },
      status: of,
    });
  }
  function putSet(replicas: number): void {
    server.put({
      ...{ apiVersion: 'apps/v1', kind: 'StatefulSet' },
      metadata: { name: 'orders', namespace: NAMESPACE },
      spec: { replicas },
    });
  }
  function putPod(name: string): void {
    server.put({
      ...{ apiVersion: 'v1', kind: 'Pod' },
      metadata: {
        ...{ name, namespace: NAMESPACE },
        labels: { 'mysqlha.dev/cluster': 'orders' },
      },
    });
  }
  function putClaim(
    name: string,
    volumeName?: string,
    phase = 'Pending',
  ): void {
    server.put({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      metadata: {
        ...{ name, namespace: NAMESPACE },
        ...(name.startsWith('data-') && {
          labels: { 'mysqlha.dev/cluster': 'orders' },
        }),
      },
      spec: { volumeName, resources: { requests: { storage: '10Gi' } } },
      status: { phase },
    });
  }

  /** An operator that knows no more than what is recorded. */
  const turn = () =>
    new VolumeExchange({
      ...{ key: { namespace: NAMESPACE, name: 'orders' }, kubernetes, clock },
      record: {
        get status() {
          return status;
        },
        change: async ({ exchange }: RecordChange) => {
          if (exchange !== undefined)
            status = { ...status, exchange: exchange ?? undefined };
        },
      },
      isBusy: () => busy,
      assertAuthority: () => {
        if (!mayAct) throw new AuthorityLostError('not any more');
      },
    }).turn();
  const stage = () => status.exchange?.stage;

  it('waits until an operation that was begun is through', async () => {
    busy = true;
    await turn();
    expect(stage()).toBeUndefined();
    busy = false;
    await turn();
    expect(stage()).toBe('Stopping');
  });

  it('touches no volume before the set has no pods, and gives up when one stays', async () => {
    putPod('orders-0');
    putPod('archive-orders-1a2b');
    putClaim('restored', 'pv-r');
    await turn();
    await turn();
    expect(stage()).toBe('Stopping');
    clock.freeze(16 * 60_000);
    await turn();
    expect(stage()).toBe('Returned');
    expect(status.exchange?.message).toBe(
      'The instances did not stop: orders-0 stayed. Nothing was exchanged.',
    );
  });

  it('waits for a set that is not scaled down yet, though it has no pods now', async () => {
    putSet(1);
    await turn();
    await turn();
    expect(stage()).toBe('Stopping');
  });

  it.each([
    ['the claim with the data is gone', [], 'restored with the data is gone'],
    [
      'a claim has no volume',
      [
        ['restored', 'pv-r'],
        ['data-orders-0', undefined],
      ] as const,
      'data-orders-0 has no volume yet',
    ],
  ])('is not begun when %s', async (_, claims, words) => {
    for (const [name, volume] of claims) putClaim(name, volume);
    await turn();
    await turn();
    expect(stage()).toBe('Returned');
    expect(status.exchange?.message).toContain(words);
  });

  it('is put back when the volume with the data is gone', async () => {
    putClaim('restored', 'pv-r');
    await turn();
    await turn();
    expect(stage()).toBe('Exchanging');
    await turn();
    expect(stage()).toBe('Returning');
    expect(status.exchange?.message).toContain('the volume pv-r is gone');
    putClaim('restored', 'pv-r', 'Lost');
    await turn();
    expect(stage()).toBe('Returned');
  });

  it('leaves a cluster stopped whose own volumes can’t be put back, and says why', async () => {
    putClaim('restored', 'pv-r');
    putClaim('data-orders-0', 'pv-0');
    await turn();
    await turn();
    await turn();
    expect(stage()).toBe('Returning');
    putClaim('restored', 'pv-r', 'Lost');
    putClaim('data-orders-0', 'pv-0', 'Lost');
    await turn();
    expect(stage()).toBe('Returning');
    expect(status.exchange?.message).toContain(
      'It can’t be done now: the volume pv-0 is gone. The cluster stays stopped, so that nothing is lost',
    );
    putClaim('data-orders-0', 'pv-0', 'Bound');
    await turn();
    expect(stage()).toBe('Returned');
    expect(status.exchange?.message).toMatch(
      /^The volumes of before are put back, because the volume pv-\S+ is gone. That is done, and nothing of its data was changed.$/,
    );
  });

  describe('on the way back', () => {
    const claim = {
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      namespace: NAMESPACE,
    };
    const volumeNow = (name: string) =>
      server.read({ ...{ apiVersion: 'v1', kind: 'PersistentVolume' }, name });

    beforeEach(() => {
      status = {
        ...status,
        exchange: {
          ...{ name: 'back', uid: 'gone', stage: 'Returning' },
          ...{ claim: 'restored', since: '2026-05-01T12:00:00Z' },
          moves: [
            { ...{ volume: 'pv-r', size: '10Gi' }, ...RESTORED },
            { ...{ volume: 'pv-0', size: '10Gi' }, ...OWN },
          ],
        },
      };
    });

    function putVolume(name: string, policy: string, claimRef?: object): void {
      server.put({
        ...{ apiVersion: 'v1', kind: 'PersistentVolume' },
        metadata: { name },
        spec: { persistentVolumeReclaimPolicy: policy, claimRef },
      });
    }

    it('waits for an instance’s claim that still goes, though it has the volume that belongs there', async () => {
      putVolume('pv-0', 'Retain', { namespace: NAMESPACE, name: OWN.from });
      putClaim(OWN.from, 'pv-0', 'Bound');
      const going = server.read({ ...claim, name: OWN.from });
      if (!going) throw new Error('it was put');
      const deletionTimestamp = '2026-05-01T12:00:01Z';
      server.put({
        ...going,
        metadata: { ...going.metadata, deletionTimestamp },
      });
      await turn();
      expect(stage()).toBe('Returning');
      server.delete({ ...claim, name: OWN.from });
      await turn();
      expect(stage()).toBe('Returning');
      expect(server.read({ ...claim, name: OWN.from })?.spec).toMatchObject({
        volumeName: 'pv-0',
      });
      putClaim(OWN.from, 'pv-0', 'Bound');
      await turn();
      expect(stage()).toBe('Returned');
    });

    it.each<[string, string, object | undefined]>([
      [
        'is being deleted',
        'Delete',
        { namespace: NAMESPACE, name: RESTORED.from, uid: 'gone' },
      ],
      ['was emptied for the next one', 'Delete', undefined],
      [
        'is somebody else’s',
        'Retain',
        { namespace: 'bank', name: 'data-users-0', uid: 'other' },
      ],
    ])(
      'leaves the restored volume alone that was let go by an operator that died then, and %s',
      async (_, policy, claimRef) => {
        putVolume('pv-r', policy, claimRef);
        putClaim(OWN.from, 'pv-0', 'Bound');
        const before = volumeNow('pv-r');
        await turn();
        expect(stage()).toBe('Returned');
        expect(volumeNow('pv-r')).toEqual(before);
        expect(server.read({ ...claim, name: RESTORED.from })).toBeUndefined();
      },
    );
  });

  describe('under an operator whose watch lags', () => {
    beforeEach(async () => {
      await kubernetes.stop();
      kubernetes = new InMemoryKubernetes({ clock, server });
      kubernetes.delayListing('MySQLRestore');
      await kubernetes.start();
    });
    const began = (at: 'Stopping' | 'Exchanging' | 'Done') => {
      const uid = server.read({
        ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLRestore' },
        ...{ namespace: NAMESPACE, name: 'back' },
      })?.metadata.uid;
      status = {
        ...status,
        exchange: {
          ...{ name: 'back', uid: uid ?? '', stage: at, claim: 'restored' },
          ...{ since: new Date(clock.now()).toISOString(), moves: [] },
        },
      };
    };

    it.each(['Stopping', 'Exchanging', 'Done'] as const)(
      'takes none for deleted that it does not see while it is %s',
      async at => {
        putPod('orders-0');
        began(at);
        await turn();
        expect(status.exchange?.uid).toBeDefined();
        expect(status.exchange?.stage).not.toMatch(/^Return/);
      },
    );

    it('is not begun for one that has ended since the watch told of it', async () => {
      kubernetes.finishListing('MySQLRestore');
      kubernetes.watches.hold();
      putRestore({ phase: 'Succeeded', provedClaim: 'restored' });
      await turn();
      expect(status.exchange).toBeUndefined();
    });
  });

  it('moves no volume any more when the authority is lost between two requests', async () => {
    putClaim('restored', 'pv-r');
    putClaim('data-orders-0', 'pv-0');
    for (const volume of ['pv-r', 'pv-0'])
      server.put({
        ...{ apiVersion: 'v1', kind: 'PersistentVolume' },
        metadata: { name: volume },
        spec: { persistentVolumeReclaimPolicy: 'Delete' },
      });
    await turn();
    await turn();
    expect(stage()).toBe('Exchanging');
    kubernetes.onRequest = request => {
      if (request.startsWith('patch PersistentVolume ')) mayAct = false;
    };
    await expect(turn()).rejects.toThrow('not any more');
    expect(
      server.read({
        ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
        ...{ namespace: NAMESPACE, name: 'data-orders-0' },
      }),
    ).toBeDefined();
  });

  it('is forgotten once the restore has ended', async () => {
    status = {
      ...status,
      exchange: {
        ...{ name: 'back', uid: 'gone', stage: 'Done', claim: 'restored' },
        ...{ since: '2026-05-01T12:00:00Z', moves: [] },
      },
    };
    await turn();
    expect(status.exchange).toBeUndefined();
  });
});
