import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Archive, readArchive } from '../archive/readArchive';
import { writeReadable } from '../archive/testing/writeReadable';
import { RecordedTransaction } from '../archive/testing/recordedTransaction';
import { NotRecoverable } from '../history/NotRecoverable';
import { instant, microsOf } from '../history/instant';
import { InMemoryStore } from '../stores';
import { Moments } from './Moments';

const PATH = 'shop/orders/archive';
const UUID = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const NOON = microsOf('2026-05-01T12:00:00Z');

/** The moment so many microseconds after noon. */
const at = (micros: number) => instant(NOON + micros);
const gtid = (number: number) => `${UUID}:${number}`;

function transaction(
  number: number,
  micros: number,
  more: Partial<RecordedTransaction> = {},
): RecordedTransaction {
  return {
    ...{ gtid: gtid(number), committedAt: NOON + micros },
    ...{ table: 'shop.orders', ...more },
  };
}
const heartbeat = (number: number, micros: number) =>
  transaction(number, micros, { table: 'mysqlha.heartbeat' });

describe('what a moment ends with', () => {
  let store: InMemoryStore;
  let scratch: string;
  let known: Archive | undefined;
  const moments = () =>
    new Moments({ known: () => known, openStore: () => store, scratch });

  beforeEach(async () => {
    store = new InMemoryStore();
    scratch = mkdtempSync(join(tmpdir(), 'moments-'));
    await writeReadable(store, PATH, {
      segments: [
        [transaction(1, 100), transaction(2, 200, { bytes: 300_000 })],
        [heartbeat(3, 300), transaction(4, 301), heartbeat(5, 400)],
        [heartbeat(6, 500)],
      ],
    });
    known = await readArchive(store, PATH);
  });
  afterEach(() => rmSync(scratch, { recursive: true }));

  it.each<[string, number, number, number?]>([
    ['between two transactions is the earlier one', 199, 1],
    ['at a transaction is that one', 200, 2],
    ['is exact to the microsecond', 301, 4],
    ['after heartbeats is the change before them, told beside', 450, 5, 4],
    ['is looked for in earlier objects too', 500, 6, 4],
    ['just before a change is a heartbeat', 300, 3, 2],
  ])('%s', async (_, moment, newest, change = newest) => {
    expect(await moments().newest(at(moment))).toMatchObject({
      newest: { gtid: gtid(newest) },
      change: { gtid: gtid(change) },
    });
  });

  it('is told with the time of its commit', async () => {
    expect(await moments().newest('2026-05-01T14:00:00.00025+02:00')).toEqual({
      newest: { gtid: gtid(2), committedAt: at(200) },
      change: { gtid: gtid(2), committedAt: at(200) },
    });
  });

  it('is nothing before all that is archived', async () => {
    expect(await moments().newest(at(99))).toEqual({});
  });

  it('is nothing but heartbeats, as far as it was looked back', async () => {
    await writeReadable(store, PATH, {
      ...{ number: 2, after: `${UUID}:1-6` },
      segments: Array.from({ length: 30 }, (_, index) => [
        heartbeat(7 + index, 1_000 + index),
      ]),
    });
    expect(await moments().newest(at(1_029))).toEqual({
      newest: { gtid: gtid(36), committedAt: at(1_029) },
      lookedBackTo: at(1_018),
    });
  });

  it('may have come since the archive was read', async () => {
    await writeReadable(store, PATH, {
      ...{ number: 2, after: `${UUID}:1-6` },
      segments: [[transaction(7, 600)]],
    });
    expect(await moments().newest(at(600))).toMatchObject({
      change: { gtid: gtid(7) },
    });
  });

  it('leaves out what a failover lost before it', async () => {
    await writeReadable(store, PATH, {
      ...{ number: 2, after: `${UUID}:1-4` },
      segments: [[transaction(5, 700)]],
    });
    expect(await moments().newest(at(699))).toMatchObject({
      newest: { gtid: gtid(6) },
    });
    expect(await moments().newest(at(700))).toMatchObject({
      newest: { gtid: gtid(5), committedAt: at(700) },
    });
  });

  it('is refused after the end of the archive, and while nothing was read of it', async () => {
    await expect(moments().newest(at(501))).rejects.toThrow(NotRecoverable);
    known = undefined;
    await expect(moments().newest(at(200))).rejects.toThrow('has just begun');
  });

  it('is told to a few who ask at once, one after the other', async () => {
    const asked = moments();
    const answers = await Promise.allSettled(
      [100, 200, 300, 400, 500].map(moment => asked.newest(at(moment))),
    );
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array(4).fill('fulfilled'),
      'rejected',
    ]);
    expect(await asked.newest(at(100))).toMatchObject({
      newest: { gtid: gtid(1) },
    });
  });

  it('is told again after the store failed, and leaves nothing on disk', async () => {
    const asked = moments();
    store.refuse('read', new Error('gone'));
    await expect(asked.newest(at(200))).rejects.toThrow();
    store.refuse('read', undefined);
    expect(await asked.newest(at(200))).toMatchObject({
      newest: { gtid: gtid(2) },
    });
    expect(readdirSync(scratch)).toEqual([]);
  });
});
