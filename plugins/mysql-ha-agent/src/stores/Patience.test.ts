import { Patience } from './Patience';
import { triesWithin } from './uploadLimits';

async function delays(patience: Patience, kind: 'TRANSIENT' | 'CLIENT_ERROR') {
  let token = await patience.acquireInitialRetryToken();
  const found: number[] = [];
  for (;;) {
    try {
      token = await patience.refreshRetryTokenForRetry(
        { ...token, since: token.since - (found[found.length - 1] ?? 0) },
        { errorType: kind },
      );
    } catch {
      return found;
    }
    found.push(token.getRetryDelay());
    expect(token.getRetryCount()).toBe(found.length);
  }
}

describe('the patience with a store', () => {
  it('lasts for two minutes, with pauses that grow to five seconds', async () => {
    const found = await delays(new Patience(), 'TRANSIENT');
    expect(found[0]).toBeLessThanOrEqual(200);
    expect(Math.max(...found)).toBeLessThanOrEqual(5_000);
    const sum = found.reduce((total, one) => total + one, 0);
    expect(sum).toBeGreaterThan(110_000);
    expect(sum).toBeLessThanOrEqual(120_000);
  });

  it('is none for what no other try can change', async () => {
    expect(await delays(new Patience(), 'CLIENT_ERROR')).toEqual([]);
  });

  it('is as long where only tries can be counted', () => {
    expect(triesWithin(0)).toBe(1);
    expect(triesWithin(120_000)).toBeGreaterThan(25);
  });
});
