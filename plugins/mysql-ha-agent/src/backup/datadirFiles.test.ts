import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datadirFiles, shares } from './datadirFiles';

describe('datadirFiles', () => {
  it('takes the data, folders first, and leaves what belongs to one server alone', async () => {
    const datadir = mkdtempSync(join(tmpdir(), 'datadir-'));
    for (const folder of ['shop', 'empty', '#innodb_redo', '#innodb_temp'])
      mkdirSync(join(datadir, folder));
    for (const file of [
      ...['ibdata1', 'shop/t.ibd', '#innodb_redo/#ib_redo1', 'mysql.ibd'],
      ...['auto.cnf', 'server-key.pem', 'x.pid', '#innodb_temp/temp_1.ibt'],
      ...['mysqld-auto.cnf', 'binlog.000001', 'binlog.index', 'ibtmp1'],
      '#innodb_redo/#ib_redo2_tmp',
    ])
      writeFileSync(join(datadir, file), file);
    expect((await datadirFiles(datadir)).map(({ path }) => path)).toEqual([
      '#innodb_redo',
      '#innodb_redo/#ib_redo1',
      'empty',
      'ibdata1',
      'mysql.ibd',
      'shop',
      'shop/t.ibd',
    ]);
    rmSync(datadir, { recursive: true });
  });
});

describe('shares', () => {
  it('makes streams of about the same length, and none that is empty', () => {
    const files = [5, 1, 4, 2, 3].map(bytes => ({
      path: String(bytes),
      bytes,
      folder: false,
    }));
    const sizes = (count: number) =>
      shares(files, count).map(share =>
        share.reduce((sum, { bytes }) => sum + bytes, 0),
      );
    expect(sizes(2)).toEqual([8, 7]);
    expect(sizes(1)).toEqual([15]);
    expect(shares(files.slice(0, 1), 4)).toHaveLength(1);
  });
});
