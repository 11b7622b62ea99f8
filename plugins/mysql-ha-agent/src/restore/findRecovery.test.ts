import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { segmentOf } from '../archive/testing/archiveOf';
import { putChapter } from '../archive/testing/putChapter';
import { markRefuted, writeManifest } from '../artifact';
import { NotRecoverable, microsOf } from '../history';
import { InMemoryStore } from '../stores';
import { findRecovery } from './findRecovery';
import { manifestOf } from './testing/manifestOf';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const B = '4b22fa47-71ca-11e1-9e33-c80aa9429562';
const FOLDER = 'shop/orders';
const ARCHIVE = `${FOLDER}/archive`;

const moment = (seconds: number) =>
  `2026-05-01T12:00:${String(seconds).padStart(2, '0')}.000000Z`;
const at = (seconds: number) => microsOf(moment(seconds));
const segment = (gtids: string, from: number, to: number) =>
  segmentOf(gtids, at(from), at(to), { sha256: 'a'.repeat(64) });
const set = (gtids: string) => ({ gtidSet: GtidSet.parse(gtids) });

describe('the backup that a point in time is reached from', () => {
  let store: InMemoryStore;
  beforeEach(async () => {
    store = new InMemoryStore();
    await save('1-monday', `${A}:1-10`, 5);
    await save('2-tuesday', `${A}:1-20`, 25);
    await keep(ARCHIVE, {
      after: `${A}:1-10`,
      segments: [segment(`${A}:11-20`, 10, 19), segment(`${A}:21-30`, 20, 29)],
    });
    await keep(ARCHIVE, {
      ...{ number: 2, after: `${A}:1-35` },
      segments: [segment(`${A}:36-40`, 36, 39)],
    });
  });

  function save(
    name: string,
    gtidExecuted: string,
    seconds: number,
    more = {},
  ) {
    return writeManifest(
      ...([store, `${FOLDER}/backups/${name}`] as const),
      manifestOf({ gtidExecuted, completedAt: moment(seconds), ...more }),
    );
  }
  function keep(path: string, about: Parameters<typeof putChapter>[2]) {
    return putChapter(store, path, about);
  }
  const find = (
    target?: Parameters<typeof findRecovery>[0]['target'],
    path = FOLDER,
  ) => findRecovery({ store, path, target, now: () => Date.parse(moment(59)) });

  it('is the newest that does not hold more', async () => {
    expect(await find(set(`${A}:1-25`))).toEqual({
      path: `${FOLDER}/backups/2-tuesday`,
      archive: ARCHIVE,
    });
    expect(await find(set(`${A}:1-15`))).toMatchObject({
      path: `${FOLDER}/backups/1-monday`,
    });
  });

  it('is the named one, whose archive lies beside it', async () => {
    const path = `${FOLDER}/backups/1-monday`;
    expect(await find(set(`${A}:1-25`), path)).toEqual({
      ...{ path, archive: ARCHIVE },
    });
  });

  it('is looked for in each archive that is there', async () => {
    await save('3-namesake', `${B}:1-5`, 41);
    await keep(`${FOLDER}/archive-of-old`, {
      after: `${B}:1-5`,
      segments: [segment(`${B}:6-9`, 45, 50)],
    });
    expect(await find(set(`${B}:1-9`))).toEqual({
      path: `${FOLDER}/backups/3-namesake`,
      archive: `${FOLDER}/archive-of-old`,
    });
    expect(await find(set(`${A}:1-25`))).toMatchObject({ archive: ARCHIVE });
  });

  it('is the newest of all where no moment is asked for', async () => {
    expect(await find()).toEqual({ path: `${FOLDER}/backups/2-tuesday` });
  });

  it('is none that a proof refuted, unless somebody names it', async () => {
    const path = `${FOLDER}/backups/2-tuesday`;
    await markRefuted(store, path, 'the checksum of shop.t differs');
    const monday = { path: `${FOLDER}/backups/1-monday` };
    expect(await find(set(`${A}:1-25`))).toMatchObject(monday);
    expect(await find()).toEqual(monday);
    expect(await find(set(`${A}:1-25`), path)).toMatchObject({ path });
    await markRefuted(store, monday.path, 'an object is missing');
    for (const target of [undefined, set(`${A}:1-25`)])
      await expect(find(target)).rejects.toThrow(
        `a proof has refuted all of them. Name one of them, as ${path}, to try it all the same.`,
      );
  });

  it('is none of single databases', async () => {
    const path = `${FOLDER}/backups/3-one`;
    await save('3-one', '', 28, { method: 'Logical', databases: ['shop'] });
    expect(await find(set(`${A}:1-25`))).toMatchObject({
      path: `${FOLDER}/backups/2-tuesday`,
    });
    await expect(find(set(`${A}:1-25`), path)).rejects.toThrow(
      'holds single databases',
    );
    expect(await find(undefined, path)).toEqual({ path });
  });

  it.each<[string, Parameters<typeof find>, string]>([
    [
      'in a gap after which there is no backup',
      [{ time: at(33) }],
      `the transactions ${A}:31-35, which may have been committed before it, are in no archive. ${moment(
        29,
      )} is the nearest`,
    ],
    [
      'after the archive’s end',
      [{ time: at(50) }],
      `Nothing is archived that was committed at ${moment(50)} or later.`,
    ],
    ['in the future', [{ time: at(59) + 1 }], 'is in the future'],
    [
      'before all',
      [{ time: at(1) }],
      `${moment(1)} is before all that can be restored. ${moment(
        5,
      )} is the first moment that it can be restored to.`,
    ],
    [
      'of transactions that nobody archived',
      [set(`${A}:1-35`)],
      `the transactions ${A}:31-35 are in no archive`,
    ],
    [
      'where no backup is',
      [{ time: at(12) }, 'shop/users'],
      'There is no backup of all databases at shop/users',
    ],
  ])('%s is refused', async (_, asked, words) => {
    const found = find(...asked);
    await expect(found).rejects.toThrow(NotRecoverable);
    await expect(found).rejects.toThrow(words);
  });

  it('in a gap is refused with both ends, where a backup was made after it', async () => {
    await save('3-wednesday', `${A}:1-37`, 38);
    await expect(find({ time: at(33) })).rejects.toThrow(
      `lies in a gap of the archive, from ${moment(29)} to ${moment(
        39,
      )}: the transactions ${A}:31-35 are in no archive.`,
    );
  });

  it('where nothing is archived is refused with what can be done', async () => {
    await writeManifest(store, 'shop/users/backups/1', manifestOf());
    await expect(find({ time: at(12) }, 'shop/users')).rejects.toThrow(
      'set spec.backup.archiveBinlogs',
    );
  });
});
