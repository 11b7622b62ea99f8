import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { ContractSuite } from './ContractSuite';

/** Leases are held by one at a time. */
export function leasesContract({ describe, test, open }: ContractSuite): void {
  describe('Leases', () => {
    test('one operator holds, and the next one has it at once when it is released', async (first, name) => {
      const second = await open('operator-2');
      const signal = AbortSignal.timeout(20_000);
      const lease = await first.acquireLease(name, {
        onLost: unexpected,
        signal,
      });
      assert.equal(lease.isHeld(), true);
      const waiting = second.acquireLease(name, { onLost: unexpected, signal });
      const state = await Promise.race([waiting, delay(300)]);
      assert.equal(state, undefined);
      const releasedAt = Date.now();
      await lease.release();
      assert.equal(lease.isHeld(), false);
      const successor = await waiting;
      assert.equal(successor.isHeld(), true);
      assert.ok(Date.now() - releasedAt < 1500);
      await successor.release();
    });

    test('an operator does not win from itself', async (kubernetes, name) => {
      const options = {
        onLost: unexpected,
        signal: AbortSignal.timeout(20_000),
      };
      const lease = await kubernetes.acquireLease(name, options);
      await assert.rejects(kubernetes.acquireLease(name, options), {
        name: 'ConflictError',
      });
      await lease.release();
    });

    test('who gives up waiting throws', async (first, name) => {
      const second = await open('operator-2');
      const lease = await first.acquireLease(name, {
        onLost: unexpected,
        signal: AbortSignal.timeout(20_000),
      });
      const patience = new AbortController();
      const waiting = second.acquireLease(name, {
        onLost: unexpected,
        signal: patience.signal,
      });
      patience.abort(new Error('no longer wanted'));
      await assert.rejects(waiting, { message: 'no longer wanted' });
      await lease.release();
    });
  });
}

function unexpected(): void {
  throw new Error('the lease was lost');
}
