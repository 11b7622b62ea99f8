import { markRefuted, writeManifest } from '../artifact';
import { microsOf } from '../history';
import { manifestOf } from '../restore/testing/manifestOf';
import { InMemoryStore } from '../stores';
import { ArchiveReport } from './ArchiveJob';
import { RecoverabilityWatch } from './RecoverabilityWatch';
import { chapterKey } from './chapter';
import { chapterOf, segmentOf } from './testing/archiveOf';
import { putChapter } from './testing/putChapter';

const PATH = 'shop/orders/archive';

describe('RecoverabilityWatch', () => {
  function watch(store = new InMemoryStore()) {
    const stop = new AbortController();
    const told: ArchiveReport[] = [];
    let wake = () => {};
    const watched = new RecoverabilityWatch({
      cluster: { namespace: 'shop', name: 'orders' },
      openStore: () => store,
      path: PATH,
      backups: 'shop/orders/backups',
      instances: () => [],
      scratch: '',
      report: report => {
        told.push(report);
        wake();
      },
      signal: stop.signal,
    });
    const running = watched.run();
    const next = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });
    /** Waits until it has told so often. */
    const tells = async (times: number) => {
      while (told.length < times) await next();
      return told[times - 1];
    };
    const end = async () => {
      stop.abort();
      await running;
    };
    return { store, watched, tells, end };
  }

  it('looks at once when a chapter was begun, and not a minute later', async () => {
    const { watched, tells, end } = watch();
    expect(await tells(1)).toEqual({
      ...{ state: 'Recoverable', gaps: [], backups: 0, ranges: [] },
    });
    watched.hurry();
    await tells(2);
    await end();
  });

  it('counts no backup that a proof refuted, and deletes nothing that it goes on with', async () => {
    const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
    const store = new InMemoryStore();
    for (const [name, last] of [
      ['1', 5],
      ['2', 15],
    ])
      await writeManifest(
        ...([store, `shop/orders/backups/${name}`] as const),
        manifestOf({ gtidExecuted: `${A}:1-${last}` }),
      );
    for (const [number, after, gtids] of [
      [1, `${A}:1-5`, `${A}:6-15`],
      [2, `${A}:1-15`, `${A}:16-20`],
    ] as const) {
      const sha256 = 'a'.repeat(64);
      const at = microsOf(`2026-05-01T12:00:1${number}Z`);
      const segments = [segmentOf(gtids, at, at, { sha256 })];
      await putChapter(store, PATH, { number, after, segments });
    }
    const { watched, tells, end } = watch(store);
    const [first, second] = ['1', '2'].map(n => `shop/orders/backups/${n}`);
    expect(await tells(1)).toMatchObject({
      ...{ backups: 2, ranges: [{ backup: first }, { backup: second }] },
    });
    await markRefuted(store, first ?? '', 'the checksum of shop.t differs');
    watched.hurry();
    expect(await tells(2)).toMatchObject({
      ...{ backups: 1, ranges: [{ backup: second }] },
    });
    await end();
    expect(await store.find(chapterKey(PATH, '00000001-w'))).toBeDefined();
  });

  it('says why it does not know, and goes on', async () => {
    const { store, watched, tells, end } = watch();
    await tells(1);
    const { folder, segments: _, ...begin } = chapterOf({});
    await store.put(
      chapterKey(PATH, folder),
      Buffer.from(JSON.stringify({ ...begin, format: 'of tomorrow' })),
    );
    watched.hurry();
    const { state, ...more } = await tells(2);
    expect(state).toBe('Unknown');
    expect(more).toMatchObject({
      message: expect.stringContaining('is no chapter of an archive'),
    });
    await store.remove([chapterKey(PATH, folder)]);
    watched.hurry();
    expect((await tells(3)).state).toBe('Recoverable');
    await end();
  });
});
