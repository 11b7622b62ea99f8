import assert from 'node:assert/strict';
import { ContractSuite } from './ContractSuite';

/** Ports of pods are opened. */
export function portForwardContract({ describe, test }: ContractSuite): void {
  describe('port-forward', () => {
    test('to a pod that is not there is refused', async (kubernetes, namespace) => {
      await assert.rejects(kubernetes.portForward(namespace, 'none', 3306), {
        name: 'NotFoundError',
      });
    });
  });
}
