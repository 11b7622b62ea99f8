import { gtids } from '../observe/__testUtils__/gtids';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { inWords } from './__testUtils__/inWords';
import { fill } from './fill';

const CLONE = {
  kind: 'Clone',
  instance: 'orders-1',
  donor: 'orders-2',
} as const;
const ERRANT = gtids('b:1');

describe('fill', () => {
  const errant = snapshotOf(3).facts(1, {
    gtidExecuted: gtids('a:1-10,b:1'),
  }).taken;

  it('puts aside what the instance holds alone before that is destroyed', () => {
    const plan = fill(errant, { ...CLONE, keepBinlogs: true });
    expect(inWords(plan.steps)).toEqual([
      'put aside what orders-1 holds alone',
      'clone orders-2 to orders-1',
    ]);
    expect(plan.steps[0]).toMatchObject({ gtids: ERRANT });
    expect(plan.incident).toMatchObject({
      kind: 'Rebuild',
      to: 'orders-1',
      cause: `orders-1 holds transactions that the primary does not: ${ERRANT}`,
    });
    expect(plan.closesIncident).toBe(true);
  });

  it('says of heartbeats that nobody was asked, so that nothing else is destroyed', () => {
    const plan = fill(errant, {
      ...CLONE,
      keepBinlogs: true,
      heartbeatsOnly: true,
    });
    expect(plan.steps[0]).toMatchObject({
      gtids: ERRANT,
      heartbeatsOnly: true,
    });
    expect(plan.incident?.cause).toBe(
      `orders-1 holds heartbeats that the primary does not: ${ERRANT}`,
    );
  });

  it('puts all binary logs aside where nobody knows which transactions are wrong', () => {
    const plan = fill(snapshotOf(3).taken, { ...CLONE, keepBinlogs: true });
    expect(inWords(plan.steps)).toEqual([
      'put the binlogs of orders-1 aside',
      'clone orders-2 to orders-1',
    ]);
  });

  it('makes no incident of an instance that was empty', () => {
    const plan = fill(snapshotOf(3).taken, CLONE);
    expect(inWords(plan.steps)).toEqual(['clone orders-2 to orders-1']);
    expect(plan.incident).toBeUndefined();
    expect(plan.background).toBe('orders-1');
  });
});
