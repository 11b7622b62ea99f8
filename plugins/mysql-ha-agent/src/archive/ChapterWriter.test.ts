import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { InMemoryStore } from '../stores';
import { ChapterWriter, Superseded } from './ChapterWriter';
import { chapterKey } from './chapter';
import { putChapter } from './testing/putChapter';

const PATH = 'shop/orders/archive';

describe('the chapter that an archiver writes', () => {
  let store: InMemoryStore;
  let writer: ChapterWriter;
  beforeEach(async () => {
    store = new InMemoryStore();
    writer = writerAfter(undefined);
    await writer.begin();
  });

  function writerAfter(begun: string | undefined): ChapterWriter {
    return new ChapterWriter(
      {
        ...{ cluster: { namespace: 'shop', name: 'orders' }, path: PATH },
        ...{ openStore: () => store, instances: () => [], scratch: '' },
        ...{ report: () => {}, signal: new AbortController().signal },
      },
      ...([store, 'w'] as const),
      { term: 1, primary: 'p', source: 'orders-1' },
      {
        ...{ reason: 'Started', after: GtidSet.EMPTY },
        ...{ orphans: GtidSet.EMPTY, missing: GtidSet.EMPTY },
      },
      begun,
    );
  }

  it('is the newest, and goes on', async () => {
    await expect(writer.requireNewest()).resolves.toBeUndefined();
  });

  it('ends when another archiver began one', async () => {
    await putChapter(store, PATH, { number: 2 });
    await expect(writer.requireNewest()).rejects.toThrow(Superseded);
  });

  it('is begun anew when somebody deleted it, as its segments would belong to nothing', async () => {
    await store.remove([chapterKey(PATH, writer.folder)]);
    await expect(writer.requireNewest()).rejects.toThrow(
      'The chapter 00000001-w of shop/orders/archive is gone from bucket "memory" in this process: a new one is begun.',
    );
    // What it wrote in between must not be taken for a part of the new one.
    expect(await writerAfter(writer.folder).begin()).toBe('00000002-w');
  });
});
