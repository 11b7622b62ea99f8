import { REPLICATING } from './__testUtils__/healthy';
import { snapshotOf } from './__testUtils__/snapshotOf';
import { lagByReplica } from './lagByReplica';

const three = snapshotOf(3).replica(1, { lagSeconds: 7 });

describe('lagByReplica', () => {
  it('tells how far each replica is behind, and nothing of the primary', () => {
    expect(lagByReplica(three.taken)).toEqual({ 'orders-1': 7, 'orders-2': 0 });
  });

  it('knows nothing of one that receives nothing, or does not answer', () => {
    const { taken } = three.replica(1, { receiver: 'OFF' }).unreachable(2);
    expect(lagByReplica(taken)).toEqual({ 'orders-1': null, 'orders-2': null });
  });

  it('tells how far a primary is behind the MySQL outside that it follows', () => {
    const replica = { ...REPLICATING, lagSeconds: 12 };
    expect(lagByReplica(three.facts(0, { replica }).taken)).toEqual({
      'orders-0': 12,
      'orders-1': 7,
      'orders-2': 0,
    });
  });
});
