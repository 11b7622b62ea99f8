import assert from 'node:assert/strict';
import { ContractSuite } from './ContractSuite';
import { eventually } from './eventually';

const CLUSTERS = Array.from({ length: 40 }, (_, i) => ({
  namespace: 'shop',
  name: `orders-${i}`,
}));

/** Operators divide the clusters, and none has two. */
export function sharesContract({ describe, test, open }: ContractSuite): void {
  describe('Shares of the clusters', () => {
    test('one operator has all, two divide them, and who leaves gives its part back at once', async first => {
      const second = await open('operator-2');
      const onChange = async () => {};
      const one = first.shareClusters({ onChange });
      await eventually(async () =>
        assert.ok(CLUSTERS.every(cluster => one.covers(cluster))),
      );
      const two = second.shareClusters({ onChange });
      await eventually(async () => {
        const counts = [one, two].map(
          share => CLUSTERS.filter(cluster => share.covers(cluster)).length,
        );
        assert.equal(counts[0] + counts[1], CLUSTERS.length);
        assert.ok(Math.min(...counts) > 8, `divided as ${counts}`);
      });
      await one.leave();
      await eventually(async () =>
        assert.ok(CLUSTERS.every(cluster => two.covers(cluster))),
      );
      assert.ok(!CLUSTERS.some(cluster => one.covers(cluster)));
      await two.leave();
    });
  });
}
