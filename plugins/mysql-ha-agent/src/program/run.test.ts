import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secret, storeAccess } from './secrets';
import { readSettings, settingsSchema } from './settings';

const backup = {
  verb: 'backup',
  path: 'shop/orders/backups/1',
  scratch: '/scratch',
  store: { kind: 's3', bucket: 'backups', endpoint: 'http://s3' },
  cluster: { namespace: 'shop', name: 'orders' },
  method: 'Logical',
  source: { name: 'orders-1', host: '10.0.0.1' },
};

describe('the settings of a Job', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are read from the file that a variable names, with defaults', () => {
    const path = join(folder, 'settings.json');
    writeFileSync(path, JSON.stringify(backup));
    expect(readSettings({ MYSQLHA_SETTINGS: path })).toMatchObject({
      verb: 'backup',
      databases: [],
      source: { port: 3306 },
    });
  });

  it('are refused with the field that is wrong', () => {
    const path = join(folder, 'settings.json');
    writeFileSync(path, JSON.stringify({ ...backup, method: 'Tape' }));
    expect(() => readSettings({ MYSQLHA_SETTINGS: path })).toThrow(/method/);
    expect(() => readSettings({})).toThrow('MYSQLHA_SETTINGS');
  });

  it('get their keys from mounted Secrets, and name a key that is missing', () => {
    mkdirSync(join(folder, 'store'));
    writeFileSync(join(folder, 'store', 'accessKeyId'), 'me\n');
    const settings = settingsSchema.parse(backup);
    expect(() => storeAccess(settings, folder)).toThrow(
      'has no key "secretAccessKey"',
    );
    writeFileSync(join(folder, 'store', 'secretAccessKey'), 'shh\n');
    expect(storeAccess(settings, folder)).toEqual({
      ...backup.store,
      accessKeyId: 'me',
      secretAccessKey: 'shh',
    });
    expect(secret(join(folder, 'store'), 'accessKeyId')).toBe('me');
  });
});
