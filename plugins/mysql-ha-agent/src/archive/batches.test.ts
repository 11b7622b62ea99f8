import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpooledTransaction } from './Spool';
import { SpoolFile } from './SpoolFile';
import { batchesOf } from './batches';

const uuid = (index: number) =>
  `${String(index).padStart(8, '0')}-71ca-11e1-9e33-c80aa9429562`;

describe('transactions become segments', () => {
  let folder: string;
  let file: SpoolFile;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'batches-'));
    file = new SpoolFile(join(folder, '1'), Buffer.alloc(0));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function transactions(
    ...list: readonly Partial<SpooledTransaction>[]
  ): SpooledTransaction[] {
    let offset = 0;
    return list.map((one, index) => {
      const bytes = one.bytes ?? 100;
      offset += bytes;
      return {
        ...{ gtid: `${uuid(1)}:${index + 1}`, committedAt: 0, bytes },
        ...{ sequence: index + 1, offset: offset - bytes, heartbeat: false },
        file,
        ...one,
      };
    });
  }

  const sizes = (list: readonly SpooledTransaction[]) =>
    batchesOf(list).map(batch => batch.transactions.length);

  it('of as many as follow each other', () => {
    expect(sizes(transactions({}, {}, {}))).toEqual([3]);
    expect(sizes([])).toEqual([]);
  });

  it('anew where something was left out in between', () => {
    const [first, , third] = transactions({}, {}, {});
    expect(sizes([first, third])).toEqual([1, 1]);
  });

  it('anew where another binary log begins', () => {
    expect(sizes(transactions({}, {}, { sequence: 1 }, {}))).toEqual([2, 2]);
  });

  it('anew where they become too large, and one may be larger', () => {
    const large = { bytes: 20 * 1024 ** 2 };
    expect(sizes(transactions({}, large, large, { bytes: 1e9 }, {}))).toEqual([
      2, 1, 1, 1,
    ]);
  });

  it('anew where their set becomes too long for a name', () => {
    const list = Array.from({ length: 8 }, (_, index) => ({
      gtid: `${uuid(index)}:1`,
    }));
    expect(sizes(transactions(...list))).toEqual([5, 3]);
  });
});
