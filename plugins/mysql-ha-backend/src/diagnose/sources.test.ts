import { Snapshot } from '../observe';
import { gtids } from '../observe/__testUtils__/gtids';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { relayOf, sourceOf } from './sources';

const HOST = (ordinal: number) => `orders-${ordinal}.orders-instances.shop.svc`;

/** Four instances, of which `orders-2` and `orders-3` are to stand below `orders-1`. */
const wished = snapshotOf(4).spec({
  relay: { instance: 'orders-1', below: ['orders-2', 'orders-3'] },
});
/** They do. */
const relayed = wished
  .members(['orders-0', 'orders-1'], 1)
  .replica(2, { sourceHost: HOST(1) })
  .replica(3, { sourceHost: HOST(1) });

const sources = (snapshot: Snapshot) =>
  snapshot.instances
    .slice(1)
    .map(({ name }) => sourceOf(snapshot, name))
    .join(' ');

describe('sourceOf', () => {
  it.each([
    ['no relay is wished for', snapshotOf(4), '0 0 0'],
    ['they stand below it', relayed, '0 1 1'],
    [
      'recorded members follow the primary until they have left',
      wished,
      '0 0 0',
    ],
    [
      'the relay has just started, and they follow the primary',
      wished.members(['orders-0', 'orders-1'], 1).facts(1, {
        uptimeSeconds: 5,
      }),
      '0 0 0',
    ],
    [
      'the relay has been up for half a minute',
      wished.members(['orders-0', 'orders-1'], 1),
      '0 1 1',
    ],
    [
      'the relay lags, and they follow the primary',
      wished
        .members(['orders-0', 'orders-1'], 1)
        .replica(1, { lagSeconds: 20 }),
      '0 0 0',
    ],
    [
      'the relay lags, and they follow it',
      relayed.replica(1, { lagSeconds: 20 }),
      '0 1 1',
    ],
    [
      'the relay is dead: who has lost it goes to the primary',
      relayed
        .unreachable(1)
        .replica(2, { receiver: 'CONNECTING' })
        .replica(3, { receiver: 'CONNECTING' }),
      '0 0 0',
    ],
    [
      'only the operator can’t reach the relay',
      relayed.unreachable(1),
      '0 1 1',
    ],
    [
      'one of them is cut off from the relay that we can’t reach',
      relayed.unreachable(1).replica(3, { receiver: 'CONNECTING' }),
      '0 1 0',
    ],
    [
      'the relay can’t apply',
      relayed.replica(1, {
        applierOn: false,
        applierError: { code: 1594, message: 'Relay log read failure' },
      }),
      '0 0 0',
    ],
    [
      'the relay has diverged',
      relayed.facts(1, { gtidExecuted: gtids('a:1-10,f:1') }),
      '0 0 0',
    ],
    [
      'the relay is being filled',
      relayed.instance(1, i => ({
        ...i,
        task: { kind: 'Clone', donor: 'orders-0', message: 'It is filled.' },
      })),
      '0 0 0',
    ],
    [
      'the relay was filled and lacks the binlogs that one needs',
      relayed
        .facts(1, { gtidPurged: gtids('a:1-9') })
        .facts(3, { gtidExecuted: gtids('a:1-5') })
        .replica(3, { received: gtids('a:1-5') }),
      '0 1 0',
    ],
    [
      'the relay is to be scaled away',
      relayed.instance(1, i => ({ ...i, wanted: false })),
      '0 0 0',
    ],
    [
      'a relay stands below another',
      relayed
        .spec({
          relay: {
            instance: 'orders-1',
            below: ['orders-2'],
            further: [{ instance: 'orders-2', below: ['orders-3'] }],
          },
        })
        .replica(3, { sourceHost: HOST(2) }),
      '0 1 2',
    ],
    [
      'the lower relay of a chain is dead: the upper one takes over',
      relayed
        .spec({
          relay: {
            instance: 'orders-1',
            below: ['orders-2'],
            further: [{ instance: 'orders-2', below: ['orders-3'] }],
          },
        })
        .unreachable(2)
        .replica(3, { sourceHost: HOST(2), receiver: 'CONNECTING' }),
      '0 1 1',
    ],
    [
      'relays stand in a circle, which nothing would reach',
      relayed.spec({
        relay: {
          instance: 'orders-2',
          below: ['orders-3'],
          further: [{ instance: 'orders-3', below: ['orders-2'] }],
        },
      }),
      '0 0 0',
    ],
  ])('%s', (_, builder, expected) => {
    expect(sources(builder.taken)).toBe(
      expected.replace(/\d/g, ordinal => `orders-${ordinal}`),
    );
  });
});

describe('relayOf', () => {
  it('is nobody where the relay leads: who stands below it follows the primary', () => {
    const { taken } = relayed;
    expect(relayOf(taken, 'orders-2')).toBe('orders-1');
    expect(relayOf(taken, 'orders-2', 'orders-1')).toBeUndefined();
  });

  it('is nobody for the primary', () => {
    const { taken } = relayed;
    expect(relayOf(taken, 'orders-2', 'orders-2')).toBeUndefined();
  });
});
