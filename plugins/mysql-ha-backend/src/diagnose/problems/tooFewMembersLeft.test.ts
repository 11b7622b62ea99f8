import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { gtids } from '../../observe/__testUtils__/gtids';
import { findingsOf } from '../findingsIn';
import { tooFewMembersLeft } from './tooFewMembersLeft';

const LONG = { failures: 9, forMs: 4_000 };

describe('tooFewMembersLeft', () => {
  const preferred = (n: number) =>
    snapshotOf(n).spec({ durability: 'Preferred' });
  const connected = (n: number, clients: number, waitFor = Math.floor(n / 2)) =>
    preferred(n).facts(0, {
      semiSyncSource: { enabled: true, waitFor, clients, waitingSessions: 1 },
    });
  const alone = connected(2, 0).unreachable(1, 'refused', LONG);
  const restarted = preferred(3)
    .restarted(0)
    .facts(0, { gtidExecuted: gtids('a:1-11') })
    .unreachable(1)
    .unreachable(2);

  it.each([
    ['all are there', preferred(3), []],
    ['the only replica has been gone for long', alone, [0]],
    [
      'the only replica has just gone',
      connected(2, 0).unreachable(1, 'refused', { failures: 1, forMs: 500 }),
      [],
    ],
    [
      'it has just gone, and a write has waited for long',
      connected(2, 0)
        .unreachable(1, 'refused', { failures: 1, forMs: 500 })
        .with({ heartbeatPendingMs: 3_000 }),
      [0],
    ],
    [
      'a frozen replica is still counted by the server, and a write waits',
      preferred(2)
        .unreachable(1, 'timeout', LONG)
        .with({ heartbeatPendingMs: 4_000 }),
      [0],
    ],
    [
      'one of the two that are needed is left',
      connected(5, 1)
        .unreachable(1, 'refused', LONG)
        .unreachable(2, 'refused', LONG)
        .unreachable(3, 'refused', LONG),
      [1],
    ],
    [
      'enough are left, so a write waits for another reason',
      preferred(3).unreachable(1).with({ heartbeatPendingMs: 9_000 }),
      [],
    ],
    [
      'only the operator can’t reach the replica',
      preferred(2).unreachable(1, 'timeout', LONG),
      [],
    ],
    [
      'the replica has lost the primary, and both answer us',
      preferred(2)
        .replica(1, { receiver: 'CONNECTING' })
        .with({ heartbeatPendingMs: 4_000 }),
      [0],
    ],
    ['Required', alone.spec({ durability: 'Required' }), []],
    ['a change of primary is under way', alone.fenced(), []],
    ['the primary is dead', preferred(2).dead(0), []],
    ['lowered already', alone.members(['orders-0', 'orders-1'], 0), []],
    ['the primary restarted ten minutes ago and is alone', restarted, [0]],
    [
      'the primary has just restarted',
      restarted.facts(0, { uptimeSeconds: 4 }),
      [],
    ],
  ])('%s', (_, builder, counts) => {
    expect(
      findingsOf(tooFewMembersLeft, builder.taken).map(
        ({ recovery }) =>
          recovery?.kind === 'ChangeWaitFor' && recovery.waitFor,
      ),
    ).toEqual(counts);
  });

  it('says what that means for the data', () => {
    expect(findingsOf(tooFewMembersLeft, alone.taken)[0].message).toBe(
      'A commit waits for 1 replica, and none is left. As durability Preferred asks, commits wait for 0 from now on: writes go on, and they are on orders-0 alone until the others are back.',
    );
  });
});
