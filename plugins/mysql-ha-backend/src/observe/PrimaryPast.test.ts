import { GtidSet } from '../mysql';
import { PrimaryPast } from './PrimaryPast';
import { bootedFacts } from './__testUtils__/healthy';

const A = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';

const facts = (last: number, ordinal = 0) => ({
  ...bootedFacts(ordinal),
  gtidExecuted: GtidSet.parse(`${A}:1-${last}`),
});

describe('PrimaryPast', () => {
  /** The primary had 1-10 at 10 s, 1-20 at 20 s, 1-30 at 30 s. */
  const past = () => {
    const built = new PrimaryPast();
    [10, 20, 30].forEach(n => built.note('orders-0', facts(n), n * 1_000));
    return built;
  };

  it.each([
    ['has all', 30, 31_000, 0],
    ['has all, and more by now', 40, 31_000, 0],
    ['lacks the newest', 29, 31_000, 1_000],
    ['lacks what came 11 s ago', 15, 31_000, 11_000],
    ['lacks everything that is remembered', 5, 31_000, 21_000],
    ['was asked before the newest was there', 20, 30_000, 0],
    ['was asked when it lacked what is older', 12, 30_000, 10_000],
  ])('a replica that %s', (_, last, at, expected) => {
    expect(past().lackedForMs(facts(last, 1), at)).toBe(expected);
  });

  it('counts what was received and not applied, whose age the replica says itself', () => {
    const { replica } = {
      replica: {
        sourceHost: 'orders-0',
        sourcePort: 3306,
        autoPosition: true,
        receiver: 'ON',
        applierOn: true,
        received: GtidSet.parse(`${A}:11-30`),
        lagSeconds: 12,
      } as const,
    };
    expect(past().lackedForMs({ ...facts(10, 1), replica }, 31_000)).toBe(0);
  });

  it('remembers when a set was first seen, however often it is seen again', () => {
    const built = past();
    for (let at = 31_000; at <= 90_000; at += 1_000)
      built.note('orders-0', facts(30), at);
    expect(built.lackedForMs(facts(29, 1), 90_000)).toBe(60_000);
  });

  it('forgets what is long past, and all of it when another one leads', () => {
    const built = past();
    built.note('orders-0', facts(80), 80_000);
    expect(built.lackedForMs(facts(1, 1), 81_000)).toBe(1_000);
    built.note('orders-2', facts(80, 2), 82_000);
    expect(built.lackedForMs(facts(1, 1), 83_000)).toBe(1_000);
  });
  it('says what an instance held when it was read last, unless another one was since', () => {
    const built = past();
    expect(built.newest('orders-0')?.toString()).toBe(`${A}:1-30`);
    expect(built.newest('orders-1')).toBeUndefined();
    built.note('orders-2', facts(40, 2), 82_000);
    expect(built.newest('orders-0')).toBeUndefined();
    expect(new PrimaryPast().newest(undefined)).toBeUndefined();
  });
});
