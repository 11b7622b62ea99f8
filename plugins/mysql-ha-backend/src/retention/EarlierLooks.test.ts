import { BinaryLog, GtidSet } from '../mysql';
import { gtids } from '../observe/__testUtils__/gtids';
import { EarlierLooks } from './EarlierLooks';
import { Reader } from './Reader';

const logsFrom = (first: string): readonly BinaryLog[] => [
  { name: first, bytes: 1, begins: GtidSet.EMPTY },
  { name: 'the next', bytes: 1, begins: gtids('a:1-9') },
];

const behind = (name: string): Reader => ({ name, holds: gtids('a:1-4') });

describe('EarlierLooks', () => {
  it('calls a server busy that took many transactions since the last one, but not at the first', () => {
    const looks = new EarlierLooks();
    const seen = ['a:1-100', 'a:1-105', 'a:1-111', 'a:1-112'].map(set =>
      looks.isBusy({ gtidExecuted: gtids(set) }),
    );
    expect(seen).toEqual([false, false, true, false]);
  });

  it('takes those for stuck that lacked some of the same oldest file before', () => {
    const looks = new EarlierLooks();
    const stuck = (first: string, ...names: readonly string[]) => [
      ...looks.stuckAt(logsFrom(first), names.map(behind)),
    ];
    expect(stuck('binlog.1', 'orders-1')).toEqual([]);
    expect(stuck('binlog.1', 'orders-1', 'orders-2')).toEqual(['orders-1']);
    expect(stuck('binlog.2', 'orders-1', 'orders-2')).toEqual([]);
  });

  it('passes some looks over after one, until it is woken', () => {
    const looks = new EarlierLooks();
    expect([looks.mayRest(), looks.mayRest()]).toEqual([false, true]);
    looks.wake();
    expect(looks.mayRest()).toBe(false);
    const until = Array.from({ length: 100 }).findIndex(() => !looks.mayRest());
    expect(until).toBeGreaterThan(0);
  });

  it('says of what is held back only what lasts, and looks again at once where it may not', () => {
    const looks = new EarlierLooks();
    const held = { by: ['orders-1'], bytes: 1 };
    looks.mayRest();
    expect(looks.lasting(held)).toBeUndefined();
    expect(looks.mayRest()).toBe(false);
    expect(looks.lasting(held)).toBe(held);
    expect(looks.mayRest()).toBe(true);
  });
});
