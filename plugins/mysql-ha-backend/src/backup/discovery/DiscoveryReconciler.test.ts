import { BackupScene, LOCATION } from '../__testUtils__/BackupScene';
import { markOf } from './markOf';

const PATH = 'shop/orders/backups/20260401T100002Z-nightly-1a2b3c4d';
const OTHER = 'bank/ledger/backups/20260401T100002Z-nightly-5e6f7a8b';
const MINUTE = 60;

function artifact(path: string, more: object = {}) {
  const [namespace, cluster] = path.split('/');
  return {
    artifact: {
      path,
      sha256: 'abc',
      namespace,
      cluster,
      method: 'Logical',
      databases: ['orders'],
      source: `${cluster}-1`,
      version: '9.7.4',
      gtidExecuted: '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5',
      startedAt: '2026-04-01T10:00:02Z',
      completedAt: '2026-04-01T10:00:31Z',
      sizeBytes: 2 * 1024 ** 2,
      ...more,
    },
  };
}

function result(more: object = {}) {
  const told = { found: 0, more: 0, total: 0, unreadable: 0, lost: '' };
  return { result: { ...told, ...more } };
}

const nameOf = (path: string) => `nightly-${markOf(path).slice(0, 8)}`;

describe('backups that lie in a location', () => {
  let scene: BackupScene;
  beforeEach(() => {
    scene = new BackupScene();
    scene.putKeys({ accessKeyId: 'me', secretAccessKey: 'shh' });
  });
  afterEach(() => scene.stopOperator());

  const location = () => scene.statusOf('MySQLBackupLocation', 'store');
  const names = () =>
    scene.server
      .list({ apiVersion: 'mysqlha.dev/v1alpha1', kind: 'MySQLBackup' })
      .map(({ metadata }) => metadata.name);

  async function open(spec: object = {}): Promise<void> {
    scene.put('MySQLBackupLocation', 'store', {
      ...LOCATION,
      discover: 'All',
      ...spec,
    });
    await scene.startWithStore();
  }

  it('are known to be refuted where a proof elsewhere has shown it', async () => {
    await open();
    const refutation = {
      refutedAt: '2026-04-02T10:00:00Z',
      message: 'The checksum of shop.t differs.',
    };
    await scene.end('discover', 'Complete', [
      artifact(PATH, { refutation }),
      result({ found: 1, total: 1 }),
    ]);
    expect(scene.statusOf('MySQLBackup', nameOf(PATH))).toMatchObject({
      phase: 'Succeeded',
      refutedAt: refutation.refutedAt,
      verification: { phase: 'Refuted', message: refutation.message },
    });
  });

  it('become MySQLBackups, as their manifests have them, of which nothing is made', async () => {
    await open();
    await scene.end('discover', 'Complete', [
      artifact(PATH),
      result({ total: 1, found: 1 }),
    ]);
    expect(names()).toEqual([nameOf(PATH)]);
    expect(scene.read('MySQLBackup', nameOf(PATH))).toMatchObject({
      spec: {
        clusterName: 'orders',
        locationName: 'store',
        method: 'Logical',
        databases: ['orders'],
      },
      status: {
        phase: 'Succeeded',
        path: PATH,
        origin: 'shop/orders',
        completedAt: '2026-04-01T10:00:31Z',
        size: '2.0 MiB',
        message:
          '2.0 MiB of shop/orders were found in the MySQLBackupLocation store.',
      },
    });
    expect(location().discovery).toMatchObject({
      found: 1,
      seen: markOf(PATH),
    });
    await scene.pass(MINUTE);
    expect(scene.jobs).toEqual([]);
  });

  it('are looked for at a calm rhythm, only the unknown ones being read', async () => {
    await open();
    await scene.end('discover', 'Complete', [artifact(PATH), result()]);
    await scene.pass(9 * MINUTE);
    expect(scene.jobs).toEqual([]);
    await scene.pass(7 * MINUTE);
    expect(scene.settings('discover')).toMatchObject({ known: markOf(PATH) });
    expect(names()).toHaveLength(1);
  });

  it('are not looked for while the place can’t be reached, nor when nobody wants it', async () => {
    scene.put('MySQLBackupLocation', 'store', { ...LOCATION, discover: 'All' });
    await scene.startOperator();
    await scene.end('probe', 'Failed', [{ error: 'No such bucket.' }]);
    expect(scene.jobs).not.toContain('discover');
    scene.put('MySQLBackupLocation', 'store', LOCATION);
    await scene.pass(MINUTE);
    await scene.proveStore();
    expect(scene.jobs).toEqual([]);
  });

  it('are those of one namespace alone where many share a place', async () => {
    await open({ discover: 'Namespace' });
    expect(scene.settings('discover')).toMatchObject({ namespace: 'shop' });
  });

  it('of clusters elsewhere are told from one’s own', async () => {
    scene.putCluster({}, {});
    await open();
    await scene.end('discover', 'Complete', [
      artifact('bank/orders/backups/20260401T100002Z-nightly-5e6f7a8b'),
      artifact(OTHER),
      result(),
    ]);
    const origins = names().map(
      name => scene.statusOf('MySQLBackup', name).origin,
    );
    expect(origins.sort()).toEqual(['bank/ledger', 'bank/orders']);
  });

  it('come piece by piece when there are thousands', async () => {
    await open();
    await scene.end('discover', 'Complete', [
      artifact(PATH),
      result({ more: 1, total: 2 }),
    ]);
    await scene.pass();
    expect(scene.settings('discover')).toMatchObject({ known: markOf(PATH) });
    await scene.end('discover', 'Complete', [
      artifact(OTHER),
      result({ total: 2 }),
    ]);
    expect(names()).toHaveLength(2);
    await scene.pass(MINUTE);
    expect(scene.jobs).toEqual([]);
  });

  it('do not come back when a person deleted the MySQLBackup and left the data, until that is wanted', async () => {
    await open();
    await scene.end('discover', 'Complete', [artifact(PATH), result()]);
    scene.delete('MySQLBackup', nameOf(PATH));
    await scene.pass(16 * MINUTE);
    expect(scene.settings('discover')).toMatchObject({ known: markOf(PATH) });
    await scene.end('discover', 'Complete', [result({ total: 1 })]);
    expect(names()).toEqual([]);
    scene.annotate('MySQLBackupLocation', 'store', {
      'mysqlha.dev/discover-again': 'true',
    });
    await scene.pass();
    await scene.pass();
    expect(scene.settings('discover')).toMatchObject({ known: '' });
    await scene.end('discover', 'Complete', [artifact(PATH), result()]);
    expect(names()).toEqual([nameOf(PATH)]);
    expect(
      scene.read('MySQLBackupLocation', 'store')?.metadata.annotations,
    ).not.toHaveProperty('mysqlha.dev/discover-again');
  });

  it('do not come back when they were made here and deleted before anybody looked', async () => {
    scene.putMade('mine', { path: PATH });
    await open();
    await scene.pass();
    scene.delete('MySQLBackup', 'mine');
    // Its Job may have begun before.
    await scene.end('discover', 'Complete', [artifact(PATH), result()]);
    expect(names()).toEqual([]);
    expect(location().discovery).toMatchObject({ seen: markOf(PATH) });
  });

  it('that are gone from the store are no backups any more, but what was made here keeps its record', async () => {
    const own = 'shop/orders/backups/own';
    scene.putMade('mine', { path: own });
    await open();
    await scene.end('discover', 'Complete', [artifact(PATH), result()]);
    expect(names()).toHaveLength(2);
    await scene.pass(16 * MINUTE);
    const lost = `${markOf(PATH)} ${markOf(own)}`;
    await scene.end('discover', 'Complete', [result({ lost })]);
    expect(names()).toEqual(['mine']);
  });

  it('are shown once although two locations are of one place', async () => {
    await open();
    await scene.end('discover', 'Complete', [artifact(PATH), result()]);
    scene.put('MySQLBackupLocation', 'store', LOCATION);
    await scene.pass();
    await scene.proveStore();
    scene.put('MySQLBackupLocation', 'again', { ...LOCATION, discover: 'All' });
    await scene.pass();
    await scene.proveStore();
    await scene.pass();
    expect(scene.settings('discover')).toMatchObject({ known: markOf(PATH) });
    await scene.end('discover', 'Complete', [artifact(PATH), result()]);
    expect(names()).toEqual([nameOf(PATH)]);
  });

  it('are described by the next operator when one was stopped in between', async () => {
    scene.put('MySQLCluster', 'orders', { instances: 1 });
    scene.putBackup(
      'nightly-x',
      {},
      {
        metadata: {
          name: 'nightly-x',
          namespace: 'shop',
          annotations: { 'mysqlha.dev/artifact': PATH },
        },
      },
    );
    await open();
    await scene.pass();
    expect(scene.jobs).toEqual(['discover']);
    await scene.end('discover', 'Complete', [artifact(PATH), result()]);
    expect(names()).toEqual(['nightly-x']);
    expect(scene.statusOf('MySQLBackup', 'nightly-x')).toMatchObject({
      phase: 'Succeeded',
      path: PATH,
    });
  });

  it('that a person names and that are not there are refused', async () => {
    scene.putBackup(
      'wrong',
      {},
      {
        metadata: {
          name: 'wrong',
          namespace: 'shop',
          annotations: { 'mysqlha.dev/artifact': PATH },
        },
      },
    );
    await scene.pass();
    await open();
    await scene.end('discover', 'Complete', [result()]);
    expect(scene.statusOf('MySQLBackup', 'wrong')).toMatchObject({
      phase: 'Failed',
      message: `There is no finished backup at ${PATH} in the MySQLBackupLocation store: correct the path in another MySQLBackup.`,
    });
  });

  it('can be restored by name, and deleted with their data', async () => {
    await open();
    await scene.end('discover', 'Complete', [artifact(OTHER), result()]);
    const name = nameOf(OTHER);
    scene.put('MySQLRestore', 'back', {
      source: { backupName: name },
      target: { clusterName: 'ledger' },
    });
    await scene.pass();
    expect(scene.settings('describe')).toMatchObject({ path: OTHER });
    await scene.end('describe', 'Failed', [{ error: 'It was a test.' }]);
    scene.annotate('MySQLBackup', name, {
      'mysqlha.dev/delete-with-data': 'true',
    });
    await scene.pass();
    expect(scene.settings('remove')).toMatchObject({ path: OTHER });
    await scene.end('remove', 'Complete', [{ result: {} }]);
    expect(names()).toEqual([]);
  });

  it('are told in the end although a look failed, and what is in the way is said', async () => {
    await open();
    await scene.end('discover', 'Failed', [
      { error: 'The bucket "backups" does not let these keys list.' },
    ]);
    expect(location()).toMatchObject({
      reachable: 'True',
      discovery: {
        message: 'The bucket "backups" does not let these keys list.',
      },
    });
    await scene.pass(16 * MINUTE);
    await scene.end('discover', 'Complete', [
      artifact(PATH),
      result({ unreadable: 1, complaint: 'It is of another version.' }),
    ]);
    expect(names()).toHaveLength(1);
    expect(location()).toMatchObject({
      discovery: {
        message:
          '1 of them can’t be read by this version: It is of another version.',
      },
    });
  });
});
