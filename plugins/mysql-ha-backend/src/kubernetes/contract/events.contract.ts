import assert from 'node:assert/strict';
import { ContractSuite } from './ContractSuite';
import { eventually } from './eventually';
import { cluster } from './samples';

/** Events are recorded and listed. */
export function eventsContract({ describe, test }: ContractSuite): void {
  describe('Events', () => {
    test('equal ones are counted on one', async (kubernetes, namespace) => {
      await kubernetes.apply(cluster(namespace, 'orders'));
      const orders = await kubernetes.readCluster(namespace, 'orders');
      assert.ok(orders);
      const failed = {
        type: 'Warning',
        reason: 'CloneFailed',
        message: 'no',
      } as const;
      kubernetes.recordEvent(orders, failed);
      await eventually(async () =>
        assert.equal(
          (
            await kubernetes.listEvents(namespace, 'orders')
          ).length,
          1,
        ),
      );
      kubernetes.recordEvent(orders, failed);
      kubernetes.recordEvent(orders, failed);
      await eventually(async () => {
        const [event, ...others] = await kubernetes.listEvents(
          namespace,
          'orders',
        );
        assert.deepEqual(others, []);
        const { at, ...rest } = event;
        assert.ok(Date.parse(at) > 0);
        assert.deepEqual(rest, {
          ...failed,
          count: 3,
          object: 'MySQLCluster/orders',
        });
      });
    });
  });
}
