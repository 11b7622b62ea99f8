import { planFor } from '../plan';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { plannedSteps } from './plannedSteps';

describe('plannedSteps', () => {
  it('tells each step as it is noted, also those side by side', () => {
    const { steps } = planFor(snapshotOf(3).dead(0).taken, {
      kind: 'BeginFailover',
      reason: 'it is dead',
      evidence: [],
    });
    expect(plannedSteps(steps)).toEqual([
      'journal the intent',
      'stop the receiver of orders-1',
      'stop the receiver of orders-2',
    ]);
  });

  it('leaves out what ends the record', () => {
    const { taken } = snapshotOf(3).dead(0).fenced().stopped(1, 2);
    const promotion = planFor(taken, { kind: 'Promote', winner: 'orders-1' });
    const planned = plannedSteps(promotion.steps);
    expect(planned).toContain('make orders-1 writable');
    expect(planned).not.toContain('close the journal');
  });
});
