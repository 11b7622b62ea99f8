import { gtids } from '../observe/__testUtils__/gtids';
import {
  snapshotOf,
  SnapshotBuilder,
} from '../observe/__testUtils__/snapshotOf';
import { readersOf } from './readersOf';

const NOTHING = { cloned: new Map(), shown: new Map() };

const inWords = (
  builder: SnapshotBuilder,
  remembered: Parameters<typeof readersOf>[2] = NOTHING,
  server = 'orders-0',
) =>
  readersOf(builder.taken, server, remembered).map(
    ({ name, holds }) => `${name} holds ${holds ?? 'nobody knows what'}`,
  );

describe('readersOf', () => {
  const healthy = snapshotOf(3);
  const held = inWords(healthy)[0].replace('orders-1 holds ', '');

  it('is everybody else, with what was received though not applied', () => {
    expect(inWords(healthy.replica(2, { received: gtids('a:1-99') }))).toEqual([
      `orders-1 holds ${held}`,
      `orders-2 holds ${gtids('a:1-99')}`,
    ]);
  });

  it('counts for a replica’s own binary logs too: it may lead one day', () => {
    expect(
      readersOf(healthy.taken, 'orders-2', NOTHING).map(({ name }) => name),
    ).toEqual(['orders-0', 'orders-1']);
  });

  it('remembers what a silent one held last', () => {
    expect(inWords(healthy.unreachable(2))).toEqual([
      `orders-1 holds ${held}`,
      `orders-2 holds ${held}`,
    ]);
  });

  it('takes the status’ word for one that this operator never met', () => {
    const unmet = healthy.instance(2, i => ({
      ...i,
      mysql: { state: 'unknown' },
    }));
    const shown = new Map([['orders-2', gtids('a:1-3')]]);
    expect(inWords(unmet, { ...NOTHING, shown })[1]).toBe(
      `orders-2 holds ${gtids('a:1-3')}`,
    );
    expect(inWords(unmet)[1]).toBe('orders-2 holds nobody knows what');
  });

  it('counts the archive where there is one, for each server, with what it holds', () => {
    const asked = healthy.spec({ backup: { locationName: 'store' } });
    expect(inWords(asked)[2]).toBe('the archive holds nobody knows what');
    const archive = { place: 'bucket backups', holds: gtids('a:1-3') };
    const known = { ...asked.taken, archive };
    for (const server of ['orders-0', 'orders-2'])
      expect(readersOf(known, server, NOTHING)[2].holds?.toString()).toBe(
        gtids('a:1-3').toString(),
      );
    const off = { locationName: 'store', archiveBinlogs: false };
    expect(inWords(healthy.spec({ backup: off }))).toHaveLength(2);
  });

  it('leaves out who is to be filled, and whom nobody wants', () => {
    expect(
      inWords(
        healthy.facts(2, { gtidExecuted: gtids(''), replica: undefined }),
      ),
    ).toEqual([`orders-1 holds ${held}`]);
    expect(
      inWords(healthy.scaledTo(2).members(['orders-0', 'orders-1'], 1)),
    ).toEqual([`orders-1 holds ${held}`]);
    expect(
      inWords(
        healthy.members(['orders-0', 'orders-1'], 1).instance(2, i => ({
          ...i,
          mysql: { state: 'unknown' },
        })),
      ),
    ).toEqual([`orders-1 holds ${held}`]);
  });

  it('knows what a copy in the making will lack', () => {
    const cloning = healthy.instance(2, i => ({
      ...i,
      task: { kind: 'Clone', donor: 'orders-1', message: '' },
    }));
    const cloned = new Map([['orders-2', gtids('a:1-4')]]);
    expect(inWords(cloning, { ...NOTHING, cloned })[1]).toBe(
      `orders-2 holds ${gtids('a:1-4')}`,
    );
  });
});
