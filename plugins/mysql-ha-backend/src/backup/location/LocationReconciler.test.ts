import { BackupScene, LOCATION } from '../__testUtils__/BackupScene';

const WELL = [{ result: {} }];
const REFUSED = [{ error: 'The bucket "backups" does not know these keys.' }];

describe('a MySQLBackupLocation', () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = new BackupScene();
    scene.putKeys({ accessKeyId: 'me', secretAccessKey: 'shh' });
    await scene.startOperator();
    scene.put('MySQLBackupLocation', 'store', LOCATION);
    await scene.pass();
  });
  afterEach(() => scene.stopOperator());

  const status = () => scene.statusOf('MySQLBackupLocation', 'store');

  it('is proved by a Job in its namespace, with its Secrets mounted and nothing of them said', async () => {
    expect(status()).toMatchObject({
      reachable: 'Unknown',
      place: 'bucket backups/team at http://s3.example:9000',
    });
    expect(scene.settings('probe')).toEqual({
      verb: 'probe',
      store: {
        kind: 's3',
        bucket: 'backups',
        prefix: 'team',
        region: 'us-east-1',
        endpoint: 'http://s3.example:9000',
        forcePathStyle: true,
      },
    });
    expect(JSON.stringify(scene.job('probe'))).not.toContain('shh');
    await scene.end('probe', 'Complete', WELL);
    expect(status()).toMatchObject({
      reachable: 'True',
      observedGeneration: 1,
      conditions: [{ type: 'Reachable', status: 'True', reason: 'Proved' }],
    });
    expect(scene.jobs).toEqual([]);
  });

  it('says what the store refuses, and tries again', async () => {
    await scene.end('probe', 'Failed', REFUSED);
    expect(status()).toMatchObject({
      reachable: 'False',
      conditions: [
        { message: 'The bucket "backups" does not know these keys.' },
      ],
    });
    expect(scene.jobs).toEqual([]);
    await scene.pass(40);
    await scene.end('probe', 'Complete', WELL);
    expect(status()).toMatchObject({ reachable: 'True' });
  });

  it('is proved again at its rhythm, keeping meanwhile what was proved', async () => {
    await scene.end('probe', 'Complete', WELL);
    await scene.pass(5 * 60);
    expect(scene.jobs).toEqual([]);
    await scene.pass(6 * 60);
    expect(scene.jobs).toEqual(['probe']);
    expect(status()).toMatchObject({ reachable: 'True' });
  });

  it('is proved anew with rotated keys', async () => {
    await scene.end('probe', 'Complete', WELL);
    scene.putKeys({ accessKeyId: 'me', secretAccessKey: 'new' });
    await scene.pass(15);
    expect(scene.jobs).toEqual(['probe']);
  });

  it('is proved anew when its spec changes', async () => {
    await scene.end('probe', 'Complete', WELL);
    scene.put('MySQLBackupLocation', 'store', {
      s3: { ...LOCATION.s3, endpoint: 'http://other.example' },
    });
    await scene.pass();
    expect(status()).toMatchObject({
      reachable: 'Unknown',
      observedGeneration: 2,
      place: 'bucket backups/team at http://other.example',
    });
    expect(scene.settings('probe')).toMatchObject({
      store: { endpoint: 'http://other.example' },
    });
  });

  it('does not take the proof of what it was before for one of what it is', async () => {
    scene.put('MySQLBackupLocation', 'store', {
      s3: { ...LOCATION.s3, endpoint: 'http://other.example' },
    });
    await scene.end('probe', 'Complete', WELL);
    await scene.pass();
    expect(scene.settings('probe')).toMatchObject({
      store: { endpoint: 'http://other.example' },
    });
  });

  it.each([
    [{ accessKeyId: 'me' }, 'lacks secretAccessKey'],
    [{}, 'lacks accessKeyId and secretAccessKey'],
  ])('with keys %j names what is missing', async (keys, words) => {
    await scene.end('probe', 'Complete', WELL);
    scene.putKeys(keys);
    await scene.pass(15);
    expect(scene.jobs).toEqual([]);
    expect(status()).toMatchObject({
      reachable: 'False',
      conditions: [{ message: expect.stringContaining(words) }],
    });
    scene.putKeys({ accessKeyId: 'me', secretAccessKey: 'shh' });
    await scene.pass(15);
    expect(scene.jobs).toEqual(['probe']);
  });

  it('whose Secret is not there says how to make it', async () => {
    scene.put('MySQLBackupLocation', 'other', {
      s3: { ...LOCATION.s3, secretRef: { name: 'none' } },
    });
    await scene.pass();
    expect(scene.statusOf('MySQLBackupLocation', 'other')).toMatchObject({
      reachable: 'False',
      conditions: [
        {
          message:
            'There is no Secret none in the namespace shop, which secretRef names: create it with accessKeyId and secretAccessKey.',
        },
      ],
    });
  });

  it('is followed up by the next operator', async () => {
    await scene.startOperator();
    await scene.end('probe', 'Complete', WELL);
    expect(status()).toMatchObject({ reachable: 'True' });
  });

  it('whose probe was killed says so', async () => {
    await scene.end('probe', 'Failed', [], {
      exitCode: 137,
      reason: 'OOMKilled',
    });
    expect(status()).toMatchObject({
      conditions: [{ message: expect.stringContaining('OOMKilled') }],
    });
  });
});
