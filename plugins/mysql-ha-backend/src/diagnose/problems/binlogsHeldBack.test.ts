import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

describe('binlogsHeldBack', () => {
  const found = (freeBytes: number, by: readonly string[]) =>
    inGroup(
      'Disks',
      snapshotOf(3)
        .supervisor(0, 'Running', undefined, {
          disk: { freeBytes, totalBytes: 10 * GIB },
        })
        .instance(0, i => ({
          ...i,
          binlogs: by.length > 0 ? { heldBack: { by, bytes: 704 * MIB } } : {},
        })).taken,
    ).map(({ code, message }) => `${code}: ${message}`);

  it('warns long before, with who it is and what comes of it', () => {
    expect(found(1.8 * GIB, ['orders-2'])).toEqual([
      'BinlogsHeldBack: The disk of orders-0 has 1.8 GiB of 10.0 GiB left, and 704 MiB of its binary logs stay because orders-2 has not received them. Below 512 MiB they are purged all the same, and orders-2 is filled anew.',
    ]);
  });

  it('says nothing of a replica that only restarts, nor where nobody needs any', () => {
    expect(found(2.1 * GIB, ['orders-2'])).toEqual([]);
    expect(found(1.8 * GIB, [])).toEqual([]);
  });

  it('says that the archive gets a gap, and that nobody fills that', () => {
    expect(found(1.8 * GIB, ['the archive'])[0]).toContain(
      'stay because the archive has not received them. Below 512 MiB they are purged all the same, and the archive has a gap then, over which nothing can be restored to a moment.',
    );
    expect(found(1.8 * GIB, ['orders-2', 'the archive'])[0]).toContain(
      'and orders-2 is filled anew, and the archive has a gap then',
    );
  });

  it('names all of them', () => {
    expect(found(1.8 * GIB, ['orders-1', 'orders-2'])[0]).toContain(
      'orders-1, orders-2 have not received them',
    );
  });
});
