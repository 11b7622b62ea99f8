import { serverId, serverIdBase } from './serverIds';

const BASE = 293057300;

describe('server ids', () => {
  it('never change, or a restarted replica would be taken for another', () => {
    expect(serverIdBase({ namespace: 'shop', name: 'orders' })).toBe(BASE);
  });

  it('follow the ordinal', () => {
    const orders = { namespace: 'shop', name: 'orders' };
    expect([0, 1, 8].map(ordinal => serverId(orders, ordinal))).toEqual([
      BASE + 1,
      BASE + 2,
      BASE + 9,
    ]);
  });

  it('differ between namespaces', () => {
    expect(serverIdBase({ namespace: 'test', name: 'orders' })).not.toBe(BASE);
  });

  it('stay within what MySQL allows, whatever the name', () => {
    for (let i = 0; i < 2000; i++) {
      const base = serverIdBase({ namespace: `n${i}`, name: 'orders' });
      expect(base).toBeGreaterThanOrEqual(100);
      expect(base + 99).toBeLessThan(2 ** 32);
      expect(base % 100).toBe(0);
    }
  });
});
