import { InMemoryStore } from '../stores';
import { ArchiveReport } from './ArchiveJob';
import { RecoverabilityWatch } from './RecoverabilityWatch';
import { chapterKey } from './chapter';
import { chapterOf } from './testing/archiveOf';

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
      ...{ state: 'Recoverable', gaps: [], backups: 0 },
    });
    watched.hurry();
    await tells(2);
    await end();
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
