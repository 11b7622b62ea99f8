import {
  API_GROUP_VERSION,
  CLUSTER_LABEL,
  ClusterSpecInput,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { GtidSet } from '../mysql';
import { WorldTimings } from '../mysql/inMemory';
import { DataDirectory } from '../mysql/inMemory/DataDirectory';
import { INITIAL_DATA_ANNOTATION, initialRestoreName } from '../resources';
import { engineForEachTest } from './__testUtils__/engineForEachTest';
import { Volumes } from './__testUtils__/Volumes';

const INSTANCES = ['orders-0', 'orders-1', 'orders-2'];

describe('Engine of a cluster whose first data a backup gives', () => {
  const SAVED = GtidSet.parse('aaaaaaaa-0000-0000-0000-000000000000:1-7');
  const SPEC: ClusterSpecInput = {
    instances: 3,
    storage: { size: '10Gi' },
    initFrom: { backup: { backupName: 'first' } },
  };
  const CLAIM = {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    ...{ namespace: 'shop', name: 'data-orders-0' },
  };
  const harness = engineForEachTest({ operator: false });
  let volumes: Volumes;

  const mark = () =>
    harness.server.read(CLAIM)?.metadata.annotations?.[INITIAL_DATA_ANNOTATION];

  beforeEach(async () => {
    volumes = new Volumes(harness);
    // The first instance finds on its volume what the restore put there.
    let isFilled = false;
    harness.server.subscribe(({ object }) => {
      const { kind, metadata } = object;
      if (kind !== 'Pod' || metadata.name !== 'orders-0' || isFilled) return;
      if (mark() !== 'Proved') return;
      isFilled = true;
      const restored = new DataDirectory('restored');
      restored.hasSchema = true;
      harness.world.server('orders-0').disk.becomeCopyOf(restored, SAVED);
    });
    await harness.operator();
  });

  const executed = (name: string) =>
    harness.world.server(name).process?.executed ?? GtidSet.EMPTY;
  const refused = () =>
    harness.status.conditions?.find(({ type }) => type === 'Refused');

  /** What the restore’s part of the operator does with the claim. */
  function setMark(value: 'Empty' | 'Unproved' | 'Proved'): void {
    if (!harness.server.read(CLAIM)) volumes.putRestored(CLAIM.name, SAVED);
    harness.server.mergePatch(CLAIM, {
      metadata: {
        labels: { [CLUSTER_LABEL]: 'orders' },
        annotations: { [INITIAL_DATA_ANNOTATION]: value },
      },
    });
  }
  function putRestore(status: object): void {
    const { name, uid } = harness.cluster.metadata;
    harness.server.put({
      ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLRestore' },
      metadata: {
        name: initialRestoreName({ name, uid }),
        namespace: 'shop',
      },
      spec: {
        source: { backupName: 'first' },
        target: { clusterName: 'orders' },
      },
      status,
    });
  }
  async function expectNothingRuns(): Promise<void> {
    await harness.clock.advance(20_000);
    for (const [apiVersion, kind] of [
      ['apps/v1', 'StatefulSet'],
      ['v1', 'Secret'],
      ['v1', 'Pod'],
    ])
      expect(
        harness.server.list({ apiVersion, kind, namespace: 'shop' }),
      ).toEqual([]);
    expect(harness.status.primary).toBeUndefined();
  }
  async function expectBegun(): Promise<void> {
    await harness.untilHealthy();
    expect(harness.status.primary).toBe('orders-0');
    for (const name of INSTANCES)
      expect(executed(name).contains(SAVED)).toBe(true);
    expect(harness.served('primary')).toEqual(['orders-0']);
  }

  it('starts nothing before they are proved, whatever operator looks, and then begins with them', async () => {
    harness.apply(SPEC);
    await expectNothingRuns();
    expect(harness.status).toMatchObject({
      phase: 'Restoring',
      message: expect.stringContaining('Their restore is about to begin'),
    });
    setMark('Empty');
    putRestore({ phase: 'Running', message: 'The volume is being filled.' });
    await expectNothingRuns();
    expect(harness.status.message).toBe(
      'The first data of orders are restored: The volume is being filled.',
    );
    setMark('Unproved');
    await harness.operator('successor');
    await expectNothingRuns();
    expect(refused()?.status).toBe('False');
    setMark('Proved');
    await expectBegun();
    expect(harness.status.synchronous?.members).toHaveLength(3);
  });

  it('waits for a person when they can’t be restored, says why, and never begins empty', async () => {
    harness.apply(SPEC);
    putRestore({ phase: 'Failed', message: 'There is no MySQLBackup first.' });
    await expectNothingRuns();
    expect(harness.status.phase).toBe('WaitingForUser');
    expect(refused()).toMatchObject({
      status: 'True',
      reason: 'InitialDataAwaited',
      message: expect.stringContaining('There is no MySQLBackup first.'),
    });
    putRestore({ phase: 'Running', message: 'It is tried again.' });
    setMark('Proved');
    await expectBegun();
    expect(refused()?.status).toBe('False');
  });

  it('begins empty when the wish is taken back, but not on a volume that holds a part', async () => {
    harness.apply(SPEC);
    setMark('Unproved');
    harness.apply({ ...SPEC, initFrom: null });
    await expectNothingRuns();
    harness.server.delete(CLAIM);
    await harness.untilHealthy();
    expect(executed('orders-0').contains(SAVED)).toBe(false);
  });

  it('goes on with the data that it has when its status is lost', async () => {
    harness.apply(SPEC);
    setMark('Proved');
    await expectBegun();
    const commit = harness.world.commit('orders-0');
    await harness.clock.advance(1_000);
    expect(commit.outcome).toBe('ok');
    const held = executed('orders-0');
    harness.overwriteStatus({});
    await harness.untilHealthy();
    expect(harness.serverNames()).toHaveLength(3);
    for (const name of INSTANCES)
      expect(executed(name).contains(held)).toBe(true);
  });
});

describe('Engine of a cluster whose first data a MySQL outside gives', () => {
  const OUTSIDE = 'outside-0';
  const HOST = 'outside-0.outside-instances.elsewhere.svc';
  const SPEC: ClusterSpecInput = {
    instances: 3,
    initFrom: { clone: { host: HOST, secretRef: { name: 'outside-login' } } },
  };
  const harness = engineForEachTest({ operator: false });

  async function begin(timings: Partial<WorldTimings> = {}): Promise<void> {
    harness.begin(timings);
    const outside = harness.world.addServer({
      name: OUTSIDE,
      namespace: 'elsewhere',
    });
    outside.outside.password = 'secret';
    outside.process?.makeWritable();
    login('secret');
    await harness.operator();
  }

  function login(password: string): void {
    const encoded = (text: string) => Buffer.from(text).toString('base64');
    harness.server.put({
      ...{ apiVersion: 'v1', kind: 'Secret' },
      metadata: { name: 'outside-login', namespace: 'shop' },
      data: { username: encoded('cloner'), password: encoded(password) },
    });
  }
  const server = (name: string) => harness.world.server(name);
  const executed = (name: string) =>
    server(name).process?.executed ?? GtidSet.EMPTY;
  const write = () =>
    harness.world.commit(OUTSIDE, { client: 'clients elsewhere' });
  const message = (type: string) =>
    harness.status.conditions?.find(c => c.type === type)?.message ?? '';

  async function untilCopying(): Promise<void> {
    await harness.until(
      'a copy is under way',
      () =>
        harness.serverNames().includes('orders-0') &&
        server('orders-0').clone !== undefined,
      60,
    );
  }

  /** It is a cluster of its own, with what the other held, and forgets it. */
  async function expectCopy(held: GtidSet): Promise<void> {
    await harness.untilHealthy();
    for (const name of INSTANCES)
      expect(executed(name).contains(held)).toBe(true);
    const { primary = '' } = harness.status;
    expect(harness.served('primary')).toEqual([primary]);
    expect(harness.status.synchronous?.waitFor).toBe(1);
    expect(server(primary).disk.channel).toBeUndefined();
    const commit = harness.world.commit(primary);
    await harness.clock.advance(1_000);
    expect(commit.outcome).toBe('ok');
  }

  it('is filled by CLONE, takes writes, and does not follow it', async () => {
    await begin();
    write();
    // It follows somebody itself, and CLONE copies that too.
    server(OUTSIDE).disk.channel = { host: 'far', port: 3306, user: 'repl' };
    server(OUTSIDE).disk.purge();
    write();
    const held = executed(OUTSIDE);
    harness.apply(SPEC);
    await expectCopy(held);
    expect(harness.status.primary).toBe('orders-0');
    expect(harness.world.clones).toBe(3);
    write();
    await harness.clock.advance(10_000);
    for (const name of INSTANCES)
      expect(executed(name).contains(executed(OUTSIDE))).toBe(false);
  });

  it('waits for the right login, and says so', async () => {
    await begin();
    write();
    login('wrong');
    harness.apply(SPEC);
    await harness.until('it is refused', () =>
      /refuses the login of the Secret outside-login/.test(message('Refused')),
    );
    expect(harness.status.phase).toBe('WaitingForUser');
    expect(harness.status.primary).toBeUndefined();
    login('secret');
    await expectCopy(executed(OUTSIDE));
  });

  it('refuses one without GTIDs, of which a copy could not be told from nothing', async () => {
    await begin();
    server(OUTSIDE).outside.gtidMode = 'OFF';
    harness.apply(SPEC);
    await harness.until('it is refused', () =>
      /no transaction with a GTID \(gtid_mode is OFF\)/.test(
        message('Refused'),
      ),
    );
    expect(harness.world.clones).toBe(0);
    write();
    await expectCopy(executed(OUTSIDE));
  });

  it('is filled anew when the operator dies in the middle of the copy', async () => {
    await begin({ clone: 20_000 });
    write();
    harness.apply(SPEC);
    await untilCopying();
    const successor = harness.operator('successor');
    await harness.clock.advanceUntil(successor);
    await harness.clock.advanceUntil(
      harness.engines[0]?.stop() ?? Promise.resolve(),
    );
    await expectCopy(executed(OUTSIDE));
    expect(harness.status.primary).toBe('orders-0');
  });

  it('says why the copy failed, and tries again', async () => {
    await begin({ clone: 5_000 });
    write();
    const held = executed(OUTSIDE);
    harness.apply(SPEC);
    await untilCopying();
    harness.world.crash(OUTSIDE, { restart: false });
    await harness.until('it says so', () =>
      /can’t be reached/.test(message('Refused')),
    );
    harness.world.boot(server(OUTSIDE));
    await harness.until('it says why', () =>
      /copied from .* by CLONE\. The last try failed: .*Clone Donor Error/.test(
        harness.status.message ?? '',
      ),
    );
    await expectCopy(held);
    expect(harness.status.primary).toBe('orders-0');
  });

  it('is never filled again: not when the manifest is applied again, nor when the status is lost', async () => {
    await begin();
    write();
    harness.apply(SPEC);
    await expectCopy(executed(OUTSIDE));
    const { clones } = harness.world;
    const held = executed('orders-0');
    harness.apply(SPEC);
    await harness.untilHealthy();
    harness.overwriteStatus({});
    await harness.untilHealthy();
    for (const name of INSTANCES)
      expect(executed(name).contains(held)).toBe(true);
    expect(harness.world.clones).toBe(clones);
  });
});
