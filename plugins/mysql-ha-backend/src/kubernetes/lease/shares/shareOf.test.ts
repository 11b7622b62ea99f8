import { SHARES, shareOf } from './shareOf';

describe('shareOf', () => {
  it('gives a cluster the same share in every process and version', () => {
    expect(shareOf({ namespace: 'shop', name: 'orders' })).toBe(12);
    expect(shareOf({ namespace: 'shop', name: 'stock' })).toBe(2);
  });

  it('spreads clusters over all shares', () => {
    const counts = new Array<number>(SHARES).fill(0);
    for (let i = 0; i < 6_400; i++) {
      counts[shareOf({ namespace: `team-${i % 7}`, name: `db-${i}` })] += 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(Math.max(...counts)).toBeLessThan(145);
  });
});
