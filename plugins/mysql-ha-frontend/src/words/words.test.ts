import { age, bytes, duration, shorten } from '.';

describe('figures in words', () => {
  it.each([
    [0, '0 s'],
    [0.04, '0 s'],
    [0.42, '0.4 s'],
    [9.96, '10 s'],
    [59.9, '59 s'],
    [74, '1 min'],
    [7_300, '2 h'],
    [200_000, '2 d'],
  ])('%d seconds read %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it('a browser whose clock is behind never shows a negative age', () => {
    expect(age(new Date(10_000).toISOString(), 4_000)).toBe('0 s');
    expect(age(undefined, 4_000)).toBeUndefined();
    expect(age('yesterday', 4_000)).toBeUndefined();
  });

  it.each([
    [0, '0 B'],
    [640, '640 B'],
    [4_400_000, '4.2 MiB'],
    [432_013_312, '412 MiB'],
    [6e15, '5457 TiB'],
  ])('%d bytes read %s', (size, words) => {
    expect(bytes(size)).toBe(words);
  });

  it('long names keep both ends', () => {
    expect(shorten('orders-production-0', 11)).toBe('order…ion-0');
    expect(shorten('orders-0', 11)).toBe('orders-0');
  });
});
