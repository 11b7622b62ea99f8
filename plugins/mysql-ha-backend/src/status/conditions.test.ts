import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { conditions } from './conditions';
import { Refusal } from './refusals';

type Builder = ReturnType<typeof snapshotOf>;

const told = (
  builder: Builder,
  type: string,
  {
    refusals = [],
    appUserReady = true,
  }: { refusals?: Refusal[]; appUserReady?: boolean } = {},
) => {
  const found = conditions(builder.taken, refusals, { appUserReady }).find(
    c => c.type === type,
  );
  return found && [found.status, found.reason, found.message];
};

describe('conditions', () => {
  const dead = snapshotOf(3).dead(0);

  it.each([
    ['healthy', snapshotOf(3), 'Ready', 'True', 'Healthy'],
    [
      'hibernated',
      snapshotOf(3).spec({ hibernate: true }),
      'Ready',
      'False',
      'Hibernated',
    ],
    ['without its primary', dead, 'Ready', 'False', 'Unreachable'],
    ['healthy', snapshotOf(3), 'PrimaryAvailable', 'True', 'WriteCommitted'],
    [
      'new',
      snapshotOf(3).neverBootstrapped(),
      'PrimaryAvailable',
      'False',
      'NoPrimary',
    ],
    ['without its primary', dead, 'PrimaryAvailable', 'False', 'Unreachable'],
    [
      'with a primary that restarted',
      snapshotOf(3).restarted(0),
      'PrimaryAvailable',
      'False',
      'NotWritable',
    ],
    [
      'with a primary that is offline',
      snapshotOf(3).facts(0, { offlineMode: true }),
      'PrimaryAvailable',
      'False',
      'NotWritable',
    ],
    [
      'whose writes were last proved 21 s ago',
      snapshotOf(3).with({ heartbeatAgeMs: 21_000 }),
      'PrimaryAvailable',
      'False',
      'NoWriteCommits',
    ],
    [
      'whose writes were never proved',
      snapshotOf(3).with({ heartbeatAgeMs: undefined }),
      'PrimaryAvailable',
      'False',
      'NoWriteCommits',
    ],
    ['healthy', snapshotOf(3), 'Replicating', 'True', 'AllCurrent'],
    ['of one', snapshotOf(1), 'Replicating', 'True', 'NoReplicasWanted'],
    [
      'with a stopped replica',
      snapshotOf(3).replica(1, { receiver: 'OFF' }),
      'Replicating',
      'False',
      'ReplicasMissing',
    ],
    ['healthy', snapshotOf(3), 'DataSafe', 'True', 'Acknowledged'],
    ['of one', snapshotOf(1), 'DataSafe', 'True', 'OneCopy'],
    [
      'that waits for nobody',
      snapshotOf(3).async(),
      'DataSafe',
      'True',
      'NotWaited',
    ],
    [
      'whose count was lowered',
      snapshotOf(3)
        .spec({ durability: 'Preferred' })
        .members(['orders-0', 'orders-1', 'orders-2'], 0),
      'DataSafe',
      'False',
      'CountLowered',
    ],
    [
      'whose count was lowered and is up again',
      snapshotOf(3).recorded({
        synchronous: {
          members: ['orders-0', 'orders-1', 'orders-2'],
          waitFor: 1,
          lowestWaitFor: 0,
          term: 1,
        },
      }),
      'DataSafe',
      'False',
      'NotCaughtUp',
    ],
    [
      'with a replica below a relay, which is no member',
      snapshotOf(3)
        .spec({ relay: { instance: 'orders-1', below: ['orders-2'] } })
        .members(['orders-0', 'orders-1'], 1),
      'DataSafe',
      'True',
      'Acknowledged',
    ],
    [
      'that grows',
      snapshotOf(2).newcomer(),
      'DataSafe',
      'False',
      'FewerMembers',
    ],
    [
      'with too few connected',
      snapshotOf(3).facts(0, {
        semiSyncSource: {
          enabled: true,
          waitFor: 1,
          clients: 0,
          waitingSessions: 1,
        },
      }),
      'DataSafe',
      'False',
      'TooFewConnected',
    ],
    ['without its primary', dead, 'DataSafe', 'Unknown', 'PrimaryUnreachable'],
    ['healthy', snapshotOf(3), 'Fenced', 'False', 'NothingFenced'],
    [
      'in a change of primary',
      dead.fenced(),
      'Fenced',
      'True',
      'FailoverUnderWay',
    ],
    [
      'with a closed replica',
      snapshotOf(3).facts(2, { offlineMode: true }),
      'Fenced',
      'True',
      'InstancesClosed',
    ],
    ['healthy', snapshotOf(3), 'Refused', 'False', 'NothingRefused'],
  ])('a cluster %s: %s is %s', (_, builder, type, status, reason) => {
    expect(told(builder, type)?.slice(0, 2)).toEqual([status, reason]);
  });

  it('is not ready before the application can log in', () => {
    expect(told(snapshotOf(3), 'Ready', { appUserReady: false })?.[0]).toBe(
      'False',
    );
  });

  it('names who does not replicate', () => {
    expect(
      told(snapshotOf(3).unreachable(1).unreachable(2), 'Replicating')?.[2],
    ).toBe('orders-1, orders-2 are not replicating.');
  });

  it('says on how many a commit is', () => {
    expect(told(snapshotOf(5), 'DataSafe')?.[2]).toBe(
      'Each commit is on the primary and 2 replicas before it is acknowledged.',
    );
  });

  it('says that commits on the primary alone may be lost', () => {
    expect(
      told(
        snapshotOf(2)
          .spec({ durability: 'Preferred' })
          .members(['orders-0', 'orders-1'], 0)
          .unreachable(1),
        'DataSafe',
      )?.[2],
    ).toBe(
      'Members are missing, and durability Preferred lets commits go on without them: they are on orders-0 alone. If it fails now, nobody replaces it before its mysqld is proved to have ended, and its newest commits may be lost.',
    );
  });
});
