import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { findingsOf } from '../findingsIn';
import { deadIntermediateSource } from './deadIntermediateSource';

const BELOW = { sourceHost: 'orders-1.orders-instances.shop.svc' };

/** `orders-2` stands below `orders-1`, as the spec says. */
const relayed = snapshotOf(3)
  .spec({ relay: { instance: 'orders-1', below: ['orders-2'] } })
  .members(['orders-0', 'orders-1'], 1)
  .replica(2, BELOW);

describe('deadIntermediateSource', () => {
  it.each([
    ['the relay passes the data on', relayed],
    ['only the operator can’t reach the relay', relayed.unreachable(1)],
    [
      'it follows the primary already',
      relayed
        .unreachable(1)
        .replica(2, { sourceHost: 'orders-0.orders-instances.shop.svc' }),
    ],
    ['the relay leads', relayed.recorded({ primary: 'orders-1' })],
    ['no relay is wished for', snapshotOf(3).replica(2, BELOW)],
  ])('finds nothing where %s', (_, { taken }) => {
    expect(findingsOf(deadIntermediateSource, taken)).toEqual([]);
  });

  it.each([
    [
      'is gone',
      relayed.unreachable(1).replica(2, { ...BELOW, receiver: 'CONNECTING' }),
      'does not answer',
    ],
    [
      'can’t apply',
      relayed.replica(1, {
        applierOn: false,
        applierError: { code: 1062, message: 'Duplicate entry' },
      }),
      'does not pass anything on now',
    ],
  ])('points it at the primary where the relay %s', (_, { taken }, why) => {
    const [found] = findingsOf(deadIntermediateSource, taken);
    expect(found).toMatchObject({
      instance: 'orders-2',
      severity: 'warning',
      recovery: {
        kind: 'Follow',
        instance: 'orders-2',
        source: 'orders-0',
        acknowledge: false,
      },
    });
    expect(found.message).toContain(why);
  });
});
