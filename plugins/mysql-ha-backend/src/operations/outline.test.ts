import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { outline } from './outline';

describe('outline', () => {
  it('tells each stage step by step, and what to know before', () => {
    expect(
      outline(snapshotOf(3).taken, {
        stages: [
          { kind: 'Switchover', to: 'orders-1', reason: 'a test' },
          { kind: 'RestartPod', instance: 'orders-0', reason: 'a test' },
        ],
        notes: ['Writes pause.'],
      }),
    ).toEqual([
      'Make orders-0 read-only.',
      'Wait until orders-1 holds what orders-0 holds.',
      'Raise the term and record orders-1.',
      'Close orders-0 to clients.',
      'Point orders-0 at orders-1.',
      'Remove the source of orders-1.',
      'orders-1: commits wait for 1.',
      'Make orders-1 writable.',
      'Route the Services.',
      'First commit on orders-1.',
      'Point orders-2 at orders-1.',
      'Restart pod orders-0.',
      'Writes pause.',
    ]);
  });
});
