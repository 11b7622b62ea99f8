import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { switchover } from './switchover';
import { inWords } from './__testUtils__/inWords';

describe('switchover', () => {
  const plan = switchover(snapshotOf(3).taken, 'orders-1', 'a test');

  it('stops writes, lets the successor catch up, records it, counts, and opens it', () => {
    expect(inWords(plan.steps)).toEqual([
      'make orders-0 read-only',
      'wait until orders-1 holds what orders-0 holds',
      'raise the term and record orders-1',
      'side by side, all must succeed:',
      '- side by side:',
      '  - close orders-0 to clients, then point orders-0 at orders-1, acknowledging',
      '- remove the source of orders-1, then orders-1: commits wait for 1, then make orders-1 writable, then side by side:',
      '  - route the Services',
      '  - first commit on orders-1',
      '  - point orders-2 at orders-1, acknowledging',
    ]);
  });

  it('closes the old primary, which takes no writes by then, while its replicas are still there', () => {
    const [together] = plan.steps.slice(-1);
    expect(together).toMatchObject({
      do: 'Together',
      steps: [
        {
          steps: [[{ do: 'Fence', instance: 'orders-0', drained: true }, {}]],
        },
        [{ do: 'ForgetSource' }, {}, {}, {}],
      ],
    });
  });

  it('leaves the old primary closed, which a later look opens: nothing waits for that', () => {
    expect(JSON.stringify(plan.steps)).not.toContain('LiftOfflineMode');
  });

  it('puts writes back when it can’t get as far as the record', () => {
    expect(inWords(plan.undo ?? [])).toEqual([
      'orders-0: commits wait for 1',
      'make orders-0 writable',
    ]);
  });

  it('keeps who came and who went', () => {
    expect(plan.incident).toEqual({
      kind: 'Switchover',
      cause: 'a test',
      evidence: [],
      from: 'orders-0',
      to: 'orders-1',
    });
    expect(plan.closesIncident).toBe(true);
  });

  it('asks nobody to acknowledge where commits wait for nobody', () => {
    const { steps } = switchover(
      snapshotOf(3).async().taken,
      'orders-2',
      'a test',
    );
    expect(inWords(steps).join()).not.toMatch(/acknowledging/);
  });

  it('does not wait for an instance that does not answer', () => {
    const { steps } = switchover(
      snapshotOf(3).unreachable(2).taken,
      'orders-1',
      'a test',
    );
    expect(inWords(steps).join()).not.toMatch(/orders-2/);
  });
});
