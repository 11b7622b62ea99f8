import { gtids } from '../../observe/__testUtils__/gtids';
import { snapshotOf, TAKEN_AT } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';
import { shown } from '../__testUtils__/shown';

const MIB = 1024 ** 2;
const disk = (freeBytes: number) => ({
  disk: { freeBytes, totalBytes: 10 * 1024 * MIB },
});

describe('a primary that answers and commits nothing', () => {
  const hanging = snapshotOf(3).with({ heartbeatPendingMs: 6_000 });
  const full = [0, 1, 2].reduce(
    (builder, ordinal) =>
      builder.supervisor(
        ordinal,
        'Running',
        undefined,
        disk(ordinal === 0 ? 3 * MIB : 900 * MIB),
      ),
    hanging,
  );
  const noClients = {
    semiSyncSource: {
      enabled: true,
      waitFor: 1,
      clients: 0,
      waitingSessions: 1,
    },
  };
  const cutOff = hanging
    .facts(0, noClients)
    .replica(1, { receiver: 'CONNECTING' })
    .replica(2, { receiver: 'CONNECTING' });

  it.each([
    [
      'a heartbeat waits for 4 s',
      hanging.with({ heartbeatPendingMs: 4_000 }),
      [],
    ],
    [
      'a heartbeat waits for 6 s',
      hanging,
      ['HungPrimary orders-0 → BeginFailover'],
    ],
    [
      'its replicas are just back, and it waited for them',
      hanging.with({ heartbeatPendingMs: 28_000, connectedForMs: 1_000 }),
      [],
    ],
    [
      'nobody knows for how long its replicas have been connected',
      hanging.with({ connectedForMs: undefined }),
      [],
    ],
    [
      'it was asked too long ago, as by a process that was stalled',
      hanging.instance(0, instance => ({
        ...instance,
        mysql:
          instance.mysql.state === 'reachable'
            ? { ...instance.mysql, ageMs: 6_000 }
            : instance.mysql,
      })),
      [],
    ],
    [
      'the other of two could lead',
      snapshotOf(2).with({ heartbeatPendingMs: 6_000 }),
      ['HungPrimary orders-0 → BeginFailover'],
    ],
    [
      'nobody else can be read',
      hanging.unreachable(1).unreachable(2),
      ['LockedSemiSyncPrimary orders-0'],
    ],
    [
      'one of two needed can be read',
      hanging.unreachable(2),
      ['HungPrimary orders-0'],
    ],
    [
      'the others’ histories differ, so that nobody would be elected',
      hanging
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') })
        .facts(2, { gtidExecuted: gtids('a:1-10,c:1') }),
      ['HungPrimary orders-0'],
    ],
    [
      'failover is disabled',
      hanging.spec({ failover: { enabled: false } }),
      ['HungPrimary orders-0'],
    ],
    [
      'another one hung 10 s ago',
      hanging.recorded({
        incidents: [
          {
            kind: 'Failover',
            startedAt: new Date(TAKEN_AT - 10_000).toISOString(),
            cause: 'orders-2 hangs',
            evidence: [],
            steps: [],
            term: 1,
          },
        ],
      }),
      ['HungPrimary orders-0'],
    ],
    [
      'its commits wait for nobody, so it could go on at any moment',
      hanging.async(),
      ['HungPrimary orders-0'],
    ],
    ['a fence stands already', hanging.fenced(), []],
    ['its disk is full', full, ['DiskFullPrimary orders-0 → BeginFailover']],
    [
      'all disks are full',
      full
        .supervisor(1, 'Running', undefined, disk(MIB))
        .supervisor(2, 'Running', undefined, disk(MIB)),
      ['DiskFullPrimary orders-0'],
    ],
    [
      'its disk has had no space for 6 s, though heartbeats commit',
      full
        .with({ heartbeatPendingMs: undefined })
        .supervisor(0, 'Running', undefined, {
          ...disk(0),
          noSpaceForMs: 6_000,
        }),
      ['DiskFullPrimary orders-0 → BeginFailover'],
    ],
    [
      'its disk has had no space for 4 s',
      full
        .with({ heartbeatPendingMs: undefined })
        .supervisor(0, 'Running', undefined, {
          ...disk(0),
          noSpaceForMs: 4_000,
        }),
      [],
    ],
    [
      'its supervisor said so long ago',
      full
        .with({ heartbeatPendingMs: undefined })
        .supervisor(0, 'Running', undefined, {
          ...disk(0),
          noSpaceForMs: 60_000,
          ageMs: 20_000,
        }),
      [],
    ],
    [
      'no disk has had any space, though heartbeats commit',
      full
        .with({ heartbeatPendingMs: undefined })
        .supervisor(0, 'Running', undefined, {
          ...disk(0),
          noSpaceForMs: 6_000,
        })
        .supervisor(1, 'Running', undefined, disk(MIB))
        .supervisor(2, 'Running', undefined, disk(MIB)),
      [],
    ],
    [
      'its members try in vain to connect',
      cutOff,
      ['PrimaryCutOffFromMembers orders-0 → BeginFailover'],
    ],
    [
      'the network to its members is cut, and it counts them still',
      hanging
        .replica(1, { receiver: 'CONNECTING' })
        .replica(2, { receiver: 'CONNECTING' }),
      ['PrimaryCutOffFromMembers orders-0 → BeginFailover'],
    ],
    [
      'the network to the other of two is cut, and it counts it still',
      snapshotOf(2)
        .with({ heartbeatPendingMs: 6_000 })
        .replica(1, { receiver: 'CONNECTING' }),
      ['LockedSemiSyncPrimary orders-0'],
    ],
    [
      'its members try to connect for a moment',
      cutOff.with({ heartbeatPendingMs: 2_000 }),
      ['LockedSemiSyncPrimary orders-0'],
    ],
    [
      'its members have just started',
      cutOff.facts(1, { uptimeSeconds: 2 }).facts(2, { uptimeSeconds: 2 }),
      ['LockedSemiSyncPrimary orders-0'],
    ],
    [
      'its members are stopped by hand',
      cutOff.replica(1, { receiver: 'OFF' }).replica(2, { receiver: 'OFF' }),
      ['LockedSemiSyncPrimary orders-0'],
    ],
    [
      'too few members would be left after it',
      cutOff.unreachable(2),
      ['LockedSemiSyncPrimary orders-0'],
    ],
    [
      'the only other of two can’t reach it',
      snapshotOf(2)
        .with({ heartbeatPendingMs: 6_000 })
        .facts(0, noClients)
        .replica(1, { receiver: 'CONNECTING' }),
      ['LockedSemiSyncPrimary orders-0'],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(inGroup('AnsweringPrimary', builder.taken))).toEqual(findings);
  });

  it('is replaced although it lives', () => {
    const [finding] = inGroup('AnsweringPrimary', hanging.taken);
    expect(finding).toMatchObject({
      message:
        'orders-0 answers, and no write has committed for 6 s, although enough replicas are connected: a disk that does not answer, or a lock on everything. Another member takes over; no acknowledged commit is lost.',
      recovery: { evenIfAlive: true },
    });
  });

  it('is explained where nobody may replace it', () => {
    const [finding] = inGroup('AnsweringPrimary', hanging.async().taken);
    expect(finding.message).toMatch(
      /Its commits wait for no replica, so nobody replaces it while it runs\.$/,
    );
    expect(finding.next).toMatch(/kubectl logs -n shop orders-0/);
  });

  it('tells what to do about a full disk', () => {
    const [finding] = inGroup('AnsweringPrimary', full.taken);
    expect(finding.message).toBe(
      'The disk of orders-0 is full (3 MiB free), and writes have not committed for 6 s. Another member takes over; no acknowledged commit is lost.',
    );
  });
});
