import { markRefuted, removeArtifact, writeManifest } from '../artifact';
import { manifestOf } from '../restore/testing/manifestOf';
import { InMemoryStore } from '../stores';
import { readArchive } from './readArchive';
import { retireArchives } from './retireArchives';
import { segmentOf } from './testing/archiveOf';
import { putChapter } from './testing/putChapter';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const FOLDER = 'shop/orders';
const ARCHIVE = `${FOLDER}/archive`;
const DAY_MS = 24 * 3_600_000;
const sha256 = 'a'.repeat(64);

describe('an archive that nobody goes on with', () => {
  let store: InMemoryStore;
  beforeEach(async () => {
    store = new InMemoryStore();
    for (const [number, after, gtids] of [
      [1, '', `${A}:1-10`],
      [2, `${A}:1-10`, `${A}:11-20`],
      [3, `${A}:1-20`, `${A}:21-30`],
    ] as const)
      await putChapter(store, ARCHIVE, {
        ...{ number, after },
        segments: [segmentOf(gtids, number, number, { sha256 })],
      });
    daysPass(4);
  });
  afterEach(() => jest.restoreAllMocks());

  /** Since all was written. */
  function daysPass(days: number): void {
    const now = new Date().getTime();
    jest.spyOn(Date, 'now').mockReturnValue(now + days * DAY_MS);
  }

  const save = (name: string, last: number, more = {}) =>
    writeManifest(
      ...([store, `${FOLDER}/backups/${name}`] as const),
      manifestOf({ gtidExecuted: `${A}:1-${last}`, ...more }),
    );
  const retire = (kept: readonly string[] = []) =>
    retireArchives({ store, namespace: 'shop', kept: new Set(kept) });
  const left = async () =>
    (await readArchive(store, ARCHIVE)).chapters.map(({ folder }) => folder);
  const ALL = ['00000001-w', '00000002-w', '00000003-w'];

  async function keys(): Promise<string[]> {
    const found = [];
    for await (const { key } of store.list('')) found.push(key);
    return found;
  }

  it('loses what no backup needs, and ends with the last of them', async () => {
    await save('1', 5);
    await save('2', 15);
    expect(await retire()).toEqual({ archives: 1, ended: 0, chapters: 0 });
    expect(await left()).toEqual(ALL);
    await removeArtifact(store, `${FOLDER}/backups/1`);
    expect(await retire()).toEqual({ archives: 1, ended: 0, chapters: 1 });
    expect(await left()).toEqual(ALL.slice(1));
    await removeArtifact(store, `${FOLDER}/backups/2`);
    expect(await retire()).toEqual({ archives: 1, ended: 1, chapters: 2 });
    expect(await keys()).toEqual([]);
    expect(await retire()).toEqual({ archives: 0, ended: 0, chapters: 0 });
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'a backup is being written that may begin there',
      () => store.put(`${FOLDER}/backups/1/data-00000.zst`, Buffer.from('-')),
    ],
    [
      'a backup was refuted, from which somebody may yet get something',
      async () => {
        await save('1', 5);
        await markRefuted(store, `${FOLDER}/backups/1`, 'no');
      },
    ],
  ])('stays as it is while %s', async (_, begin) => {
    await begin();
    const before = await keys();
    await retire();
    expect(await keys()).toEqual(before);
  });

  it('is none that a cluster goes on with, nor one of another namespace', async () => {
    await putChapter(store, 'crm/orders/archive', {});
    const before = await keys();
    expect(await retire([ARCHIVE])).toMatchObject({ archives: 0 });
    expect(await keys()).toEqual(before);
    await retire();
    expect(await keys()).toEqual([
      'crm/orders/archive/chapters/00000001-w.json',
    ]);
  });

  it('stays for three days after the last word of whoever wrote it, wherever that one is', async () => {
    daysPass(2);
    expect(await retire()).toEqual({ archives: 0, ended: 0, chapters: 0 });
    expect(await left()).toEqual(ALL);
  });

  it('ends where only single databases are saved, from which no moment can be reached', async () => {
    await save('1', 5, { method: 'Logical', databases: ['shop'] });
    expect(await retire()).toMatchObject({ ended: 1 });
    expect(await keys()).toEqual([`${FOLDER}/backups/1/manifest.json`]);
  });

  it('ends when all backups that are left were made after its end', async () => {
    await save('1', 25);
    await save('2', 40);
    expect(await retire()).toEqual({ archives: 1, ended: 0, chapters: 2 });
    await removeArtifact(store, `${FOLDER}/backups/1`);
    expect(await retire()).toEqual({ archives: 1, ended: 1, chapters: 1 });
    expect(await keys()).toEqual([`${FOLDER}/backups/2/manifest.json`]);
  });

  it('takes with it what has no chapter any more, and nothing that somebody begins meanwhile', async () => {
    await store.remove([`${ARCHIVE}/chapters/00000002-w.json`]);
    // It is begun as soon as the archive was found to be at rest.
    jest.spyOn(store, 'remove').mockImplementationOnce(async gone => {
      await putChapter(store, ARCHIVE, {
        ...{ number: 4, after: `${A}:1-30` },
        segments: [segmentOf(`${A}:31-35`, 4, 4, { sha256 })],
      });
      return InMemoryStore.prototype.remove.call(store, gone);
    });
    await retire();
    expect(await left()).toEqual(['00000004-w']);
    expect((await keys()).filter(key => !/00000004-w/.test(key))).toEqual([]);
  });

  it('of another version is left to that one, with its complaint, and the others are seen to', async () => {
    await save('1', 15);
    await store.put(
      `${FOLDER}/backups/2/manifest.json`,
      Buffer.from('{"format":"of tomorrow"}'),
    );
    await putChapter(store, 'shop/users/archive', {});
    const { complaint, ...counted } = await retire();
    expect(complaint).toContain('is no manifest that this version reads');
    expect(counted).toEqual({ archives: 2, ended: 1, chapters: 1 });
    expect(await left()).toEqual(ALL);
  });

  it('is not touched where the store refuses to be looked through', async () => {
    store.refuse('list', new Error('no right to list'));
    await expect(retire()).rejects.toThrow('no right to list');
  });
});
