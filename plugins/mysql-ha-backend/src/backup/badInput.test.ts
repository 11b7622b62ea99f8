import { BackupScene, LOCATION, MADE } from './__testUtils__/BackupScene';

const MANIFEST = {
  result: {
    ...{ cluster: 'orders', method: 'Physical', version: '9.7.4' },
    ...{ gtidExecuted: 'a:1-5', bytes: 3 * 1024 ** 3, path: 'p' },
    clusterSpec: JSON.stringify({ instances: 2, storage: { size: '1Gi' } }),
  },
};

const SCHEDULE = {
  ...{ clusterName: 'orders', schedule: '@hourly' },
  backupTemplate: { spec: { locationName: 'store' } },
};

type Kind = Parameters<BackupScene['statusOf']>[0];

/** What was asked for, which nobody can do. */
interface Row {
  readonly arrange: (scene: BackupScene) => Promise<void> | void;
  readonly on: readonly [Kind, string];
  readonly says: string | RegExp;
}

/** Lets the agent fail with these words. */
const refused =
  (verb: string, error: string) =>
  async (scene: BackupScene): Promise<void> => {
    await scene.end(verb, 'Failed', [{ error }]);
  };

/** Matches this and nothing else. */
function whole(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

const ROWS: Readonly<Record<string, Row>> = {
  'a location with wrong keys': {
    arrange: async scene => {
      scene.put('MySQLBackupLocation', 'wrong', LOCATION);
      await scene.pass();
      await refused('probe', 'The bucket "b" does not know these keys.')(scene);
    },
    on: ['MySQLBackupLocation', 'wrong'],
    says: 'The bucket "b" does not know these keys.',
  },
  'a location whose Secret is not there': {
    arrange: scene =>
      scene.put('MySQLBackupLocation', 'wrong', {
        s3: { ...LOCATION.s3, secretRef: { name: 'none' } },
      }),
    on: ['MySQLBackupLocation', 'wrong'],
    says: 'There is no Secret none in the namespace shop, which secretRef names: create it with accessKeyId and secretAccessKey.',
  },
  'a location that names no place': {
    arrange: scene => scene.put('MySQLBackupLocation', 'wrong', {}),
    on: ['MySQLBackupLocation', 'wrong'],
    says: 'Set exactly one of spec.s3 and spec.azure.',
  },
  'a backup of a cluster that is not there': {
    arrange: async scene => {
      scene.putBackup('b', { clusterName: 'users' });
      await scene.pass(20);
    },
    on: ['MySQLBackup', 'b'],
    says: 'There is no MySQLCluster users in the namespace shop: see kubectl get myc --all-namespaces, and make a backup with the right clusterName.',
  },
  'a backup to a location that is not there': {
    arrange: async scene => {
      scene.putBackup('b', { locationName: 'none' });
      await scene.pass(20);
    },
    on: ['MySQLBackup', 'b'],
    says: 'There is no MySQLBackupLocation none in the namespace shop: see kubectl get mybl, and make a backup with the right locationName.',
  },
  'a backup by a method that there is not': {
    arrange: scene => scene.putBackup('b', { method: 'XtraBackup' }),
    on: ['MySQLBackup', 'b'],
    says: /^method XtraBackup is not supported yet: make a backup with the method Physical/,
  },
  'a backup whose copy does not fit': {
    arrange: async scene => {
      scene.putBackup('b');
      await scene.pass();
      await refused(
        'backup',
        '/scratch has 1 MiB free. Nothing was begun.',
      )(scene);
    },
    on: ['MySQLBackup', 'b'],
    says: '/scratch has 1 MiB free. Nothing was begun.',
  },
  'a backup whose location is deleted while it waits for its pod': {
    arrange: async scene => {
      scene.putBackup('b');
      await scene.pass();
      scene.delete('MySQLBackupLocation', 'store');
      await scene.stick('backup', {});
    },
    on: ['MySQLBackup', 'b'],
    says: /^The MySQLBackupLocation store was deleted while the backup was being made\. Create it again and make another one; what may lie at shop\/orders\/backups\/\S+ goes with this one \(kubectl annotate myb b mysqlha\.dev\/delete-with-data=true\)\.$/,
  },
  'a backup whose keys are deleted while it waits for its pod': {
    arrange: async scene => {
      scene.putBackup('b');
      await scene.pass();
      scene.server.delete({
        ...{ apiVersion: 'v1', kind: 'Secret' },
        ...{ namespace: 'shop', name: 'keys' },
      });
      await scene.stick('backup', {});
      await scene.pass(30);
    },
    on: ['MySQLBackup', 'b'],
    says: /^It waits for the MySQLBackupLocation store: There is no Secret keys/,
  },
  'a backup that stands for what is not in the store': {
    arrange: async scene => {
      scene.put('MySQLBackupLocation', 'store', {
        ...LOCATION,
        discover: 'All',
      });
      scene.putBackup(
        'b',
        {},
        {
          metadata: {
            ...{ name: 'b', namespace: 'shop' },
            annotations: { 'mysqlha.dev/artifact': 'shop/orders/backups/x' },
          },
        },
      );
      await scene.pass();
      await scene.proveStore();
      await scene.pass();
      await scene.end('discover', 'Complete', [
        { result: { found: 0, more: 0, total: 0, unreadable: 0, lost: '' } },
      ]);
    },
    on: ['MySQLBackup', 'b'],
    says: 'There is no finished backup at shop/orders/backups/x in the MySQLBackupLocation store: correct the path in another MySQLBackup.',
  },
  'a schedule with an hour that there is not': {
    arrange: scene =>
      scene.put('MySQLBackupSchedule', 's', {
        ...SCHEDULE,
        schedule: '0 25 * * *',
      }),
    on: ['MySQLBackupSchedule', 's'],
    says: /^schedule “0 25 \* \* \*” is no cron expression .*: set five fields such as “30 2 \* \* \*”, or @daily\.$/,
  },
  'a schedule in a zone that there is not': {
    arrange: scene =>
      scene.put('MySQLBackupSchedule', 's', {
        ...SCHEDULE,
        timeZone: 'Europe/Nowhere',
      }),
    on: ['MySQLBackupSchedule', 's'],
    says: 'timeZone Europe/Nowhere is none of the IANA database: set a name such as Europe/Berlin, or UTC.',
  },
  'a schedule for a cluster that is not there': {
    arrange: async scene => {
      scene.put('MySQLBackupSchedule', 's', {
        ...SCHEDULE,
        clusterName: 'users',
      });
      await scene.leap(3600);
    },
    on: ['MySQLBackupSchedule', 's'],
    says: 'There is no MySQLCluster users in the namespace shop: correct clusterName, or delete the schedule (kubectl delete mybs s), which leaves its backups.',
  },
  'a schedule whose location was deleted': {
    arrange: async scene => {
      scene.put('MySQLBackupSchedule', 's', SCHEDULE);
      await scene.pass();
      scene.delete('MySQLBackupLocation', 'store');
      await scene.leap(3600);
    },
    on: ['MySQLBackupSchedule', 's'],
    says: /^There is no MySQLBackupLocation store in the namespace shop: create it, and the firing of 2026-05-01T13:00:00.000Z is caught up\.$/,
  },
  'a schedule whose backup’s name is taken': {
    arrange: async scene => {
      scene.put('MySQLBackupSchedule', 's', SCHEDULE);
      scene.putBackup('s-20260501130000', {}, { status: { phase: 'Failed' } });
      await scene.leap(3600);
    },
    on: ['MySQLBackupSchedule', 's'],
    says: 'A MySQLBackup s-20260501130000 is there already, which this schedule did not make: delete it, and the firing of 2026-05-01T13:00:00.000Z is caught up.',
  },
  'a restore of a backup that is not there': {
    arrange: scene =>
      scene.put('MySQLRestore', 'r', {
        source: { backupName: 'none' },
        target: { clusterName: 'back' },
      }),
    on: ['MySQLRestore', 'r'],
    says: 'There is no MySQLBackup none in the namespace shop: see kubectl get myb, or restore from source.locationName and source.path.',
  },
  'a restore from a location that is not there': {
    arrange: scene =>
      scene.put('MySQLRestore', 'r', {
        source: { locationName: 'none', path: 'p' },
        target: { clusterName: 'back' },
      }),
    on: ['MySQLRestore', 'r'],
    says: 'There is no MySQLBackupLocation none in the namespace shop: create it, and restore again.',
  },
  'a restore under a name that is taken': {
    arrange: scene =>
      scene.put('MySQLRestore', 'r', {
        source: { locationName: 'store', path: 'p' },
        target: { clusterName: 'orders' },
      }),
    on: ['MySQLRestore', 'r'],
    says: /^There is a MySQLCluster shop\/orders already, and a restore never overwrites data: .*Nothing was changed\.$/,
  },
  'a restore into a volume that is too small': {
    arrange: async scene => {
      scene.put('MySQLRestore', 'r', {
        source: { locationName: 'store', path: 'p' },
        target: { clusterName: 'back' },
      });
      await scene.pass();
      await scene.end('describe', 'Complete', [MANIFEST]);
    },
    on: ['MySQLRestore', 'r'],
    says: 'The data need about 3.5 GiB, and storage.size of the new cluster is 1Gi: make a restore with a target.clusterSpec that has more. Nothing was begun.',
  },
  'a restore of what a newer MySQL saved': {
    arrange: async scene => {
      scene.put('MySQLRestore', 'r', {
        source: { locationName: 'store', path: 'p' },
        target: {
          clusterName: 'back',
          clusterSpec: { storage: { size: '10Gi' }, image: 'mysql:8.4' },
        },
      });
      await scene.pass();
      await scene.end('describe', 'Complete', [MANIFEST]);
      await scene.pass();
      await refused(
        'restore',
        'The backup p is of MySQL 9.7.4: give the cluster an image of MySQL 9.7 or newer. Nothing was changed.',
      )(scene);
    },
    on: ['MySQLRestore', 'r'],
    says: /give the cluster an image of MySQL 9\.7 or newer\. Nothing was changed\.$/,
  },
};

describe('what nobody can do is said on the object, with the remedy:', () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = new BackupScene();
    scene.putLocation();
    scene.putCluster();
    await scene.startWithStore();
  });
  afterEach(() => scene.stopOperator());

  it.each(Object.entries(ROWS))('%s', async (_, { arrange, on, says }) => {
    await arrange(scene);
    await scene.pass();
    const { message, conditions } = scene.statusOf(...on);
    const [condition] = Array.isArray(conditions) ? conditions : [];
    const said = message ?? condition?.message;
    expect(said).toMatch(typeof says === 'string' ? whole(says) : says);
  });

  it('a schedule makes its backup when what lacked is there, and none before', async () => {
    scene.delete('MySQLCluster', 'orders');
    scene.put('MySQLBackupSchedule', 's', SCHEDULE);
    for (const _ of [1, 2, 3]) await scene.leap(3600);
    expect(scene.jobs).not.toContain('backup');
    scene.putCluster();
    await scene.pass(60);
    expect(scene.statusOf('MySQLBackupSchedule', 's')).toMatchObject({
      lastBackup: 's-20260501150000',
    });
  });

  it('a restore whose location is deleted while its volume is filled leaves no volume', async () => {
    scene.put('MySQLRestore', 'r', {
      source: { locationName: 'store', path: 'p' },
      target: {
        clusterName: 'back',
        clusterSpec: { storage: { size: '10Gi' } },
      },
    });
    await scene.pass();
    await scene.end('describe', 'Complete', [MANIFEST]);
    await scene.pass();
    const volumes = () =>
      scene.server
        .list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' })
        .map(({ metadata }) => metadata.name);
    expect(volumes()).toEqual(['data-back-0']);
    scene.delete('MySQLBackupLocation', 'store');
    await scene.pass();
    expect(scene.statusOf('MySQLRestore', 'r')).toMatchObject({
      phase: 'Failed',
      message:
        'There is no MySQLBackupLocation store in the namespace shop: create it, and restore again.',
    });
    expect(volumes()).toEqual([]);
    expect(scene.jobs).toEqual([]);
  });

  it('a backup that runs while its location is deleted is made all the same', async () => {
    scene.putBackup('b');
    await scene.pass();
    scene.say('backup', { step: 'upload', doneBytes: 5 });
    scene.delete('MySQLBackupLocation', 'store');
    await scene.pass();
    await scene.end('backup', 'Complete', [MADE]);
    expect(scene.statusOf('MySQLBackup', 'b')).toMatchObject({
      phase: 'Succeeded',
    });
  });
});
