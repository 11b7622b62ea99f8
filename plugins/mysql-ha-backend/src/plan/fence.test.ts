import { REPLICATING } from '../observe/__testUtils__/healthy';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { abandonFence, beginFailover } from './fence';
import { inWords } from './__testUtils__/inWords';

describe('beginFailover', () => {
  it('journals first, then stops everybody that receives, all at once', () => {
    const plan = beginFailover(snapshotOf(3).dead(0).taken, 'it is dead', []);
    expect(inWords(plan.steps)).toEqual([
      'journal the intent',
      'side by side, all must succeed:',
      '- stop the receiver of orders-1',
      '- stop the receiver of orders-2',
    ]);
    expect(plan.closesIncident).toBeUndefined();
  });

  it.each([
    ['since the primary fell silent', snapshotOf(3).unreachable(0), 900],
    [
      'since a write has waited on one that answers',
      snapshotOf(3).with({ heartbeatPendingMs: 6_000 }),
      6_000,
    ],
    ['not yet', snapshotOf(3), 0],
  ])('notes for how long no write has committed: %s', (_, builder, forMs) => {
    const { incident } = beginFailover(builder.taken, 'it is dead', []);
    expect(incident?.downForMs).toBe(forMs);
  });

  it('also stops an instance that is no member: with two sources it would count for both', () => {
    const plan = beginFailover(
      snapshotOf(2).newcomer().dead(0).taken,
      'it is dead',
      [],
    );
    expect(inWords(plan.steps)).toContain('- stop the receiver of orders-2');
  });

  it.each([
    ['does not answer', snapshotOf(3).dead(0).unreachable(2)],
    [
      'is being filled',
      snapshotOf(3)
        .dead(0)
        .instance(2, i => ({
          ...i,
          task: { kind: 'Clone', donor: 'orders-1', message: 'It is filled.' },
        })),
    ],
  ])('waits for nobody that %s', (_, builder) => {
    const plan = beginFailover(builder.taken, 'it is dead', []);
    expect(inWords(plan.steps)).not.toContain(
      '- stop the receiver of orders-2',
    );
  });
});

describe('abandonFence', () => {
  it('gives receivers and acknowledgements back, closes the journal, and commits once', () => {
    const plan = abandonFence(
      snapshotOf(3).fenced().stopped(1, 2).taken,
      'orders-0 is alive',
    );
    expect(inWords(plan.steps)).toEqual([
      'side by side:',
      '- start replication of orders-1, acknowledging',
      '- start replication of orders-2, acknowledging',
      'close the journal',
      'first commit on orders-0',
    ]);
  });

  it('leaves one alone that is being filled, and the primary', () => {
    const plan = abandonFence(
      snapshotOf(3)
        .fenced()
        .facts(0, { replica: REPLICATING })
        .instance(2, i => ({
          ...i,
          task: { kind: 'Clone', donor: 'orders-1', message: 'It is filled.' },
        })).taken,
      'orders-0 is alive',
    );
    expect(inWords(plan.steps).slice(0, 2)).toEqual([
      'side by side:',
      '- start replication of orders-1, acknowledging',
    ]);
    expect(inWords(plan.steps)).toHaveLength(4);
  });
});
