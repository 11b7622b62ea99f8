import { gtids } from '../../observe/__testUtils__/gtids';
import { seenOutside } from '../../observe/__testUtils__/seenOutside';
import { snapshotOf, TAKEN_AT } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';
import { shown } from '../__testUtils__/shown';

const failoverAgo = (seconds: number) => ({
  incidents: [
    {
      kind: 'Failover' as const,
      startedAt: new Date(TAKEN_AT - seconds * 1000).toISOString(),
      cause: 'orders-2 is dead',
      evidence: [],
      steps: [],
      term: 1,
    },
  ],
});

describe('deadPrimary', () => {
  const dead = snapshotOf(3).dead(0);
  const asyncDead = snapshotOf(3)
    .async()
    .dead(0)
    .unreachable(0, 'refused', { forMs: 20_000 });

  it.each([
    ['a healthy one', snapshotOf(3), []],
    ['a killed one', dead, ['DeadPrimary orders-0 → BeginFailover']],
    [
      'one that only the operator can’t reach',
      snapshotOf(3).unreachable(0, 'timeout'),
      ['UnreachablePrimary orders-0'],
    ],
    [
      'one that a single replica still hears',
      dead.replica(2, { receiver: 'ON' }),
      ['UnreachablePrimary orders-0'],
    ],
    [
      'one whose supervisor saw it end, though replicas still read what it sent before',
      snapshotOf(3).unreachable(0, 'reset').supervisor(0, 'Starting'),
      ['DeadPrimary orders-0 → BeginFailover'],
    ],
    [
      'one whose supervisor was not asked since it fell silent',
      snapshotOf(3)
        .unreachable(0, 'reset')
        .supervisor(0, 'Starting', undefined, { ageMs: 30_000 }),
      ['UnreachablePrimary orders-0'],
    ],
    [
      'one that was killed and whose only quorum is gone with it, by its supervisor’s word',
      snapshotOf(3)
        .unreachable(0, 'reset')
        .unreachable(2)
        .supervisor(0, 'Starting'),
      ['DeadPrimaryWithoutQuorum orders-0'],
    ],
    [
      'one that a replica of an earlier primary can’t vouch for',
      dead.replica(2, { receiver: 'ON', sourceHost: 'elsewhere' }),
      ['DeadPrimary orders-0 → BeginFailover'],
    ],
    [
      'a frozen one, whose replicas’ threads stay ON and hear nothing',
      snapshotOf(3)
        .unreachable(0, 'timeout')
        .replica(1, { heartbeatAgeSeconds: 3, lastQueuedAgeSeconds: 3 })
        .replica(2, { heartbeatAgeSeconds: 3, lastQueuedAgeSeconds: 3 }),
      ['DeadPrimary orders-0 → BeginFailover'],
    ],
    [
      'one whose pod waits for a node since the other was deleted',
      dead
        .unreachable(0, 'other', { failures: 1 })
        .pod(0, { ip: undefined, ready: false }),
      ['DeadPrimary orders-0 → BeginFailover'],
    ],
    ['one that is fenced already', dead.fenced(), []],
    [
      'one that dies with a replica: 1 of 2 needed answers',
      dead.unreachable(2),
      ['DeadPrimaryWithoutQuorum orders-0'],
    ],
    [
      'one that dies with a replica that comes back empty',
      dead.facts(2, { gtidExecuted: gtids(''), replica: undefined }),
      ['DeadPrimaryWithoutQuorum orders-0'],
    ],
    [
      'the only instance',
      snapshotOf(1).dead(0),
      ['DeadPrimaryWithoutQuorum orders-0'],
    ],
    [
      'one of two: the other holds every acknowledged commit',
      snapshotOf(2).dead(0),
      ['DeadPrimary orders-0 → BeginFailover'],
    ],
    [
      'one that nobody may replace',
      dead.spec({ failover: { enabled: false } }),
      ['DeadPrimaryFailoverDisabled orders-0'],
    ],
    [
      'one that dies 10 s after the last failover',
      dead.recorded(failoverAgo(10)),
      ['DeadPrimaryTooSoon orders-0'],
    ],
    [
      'one that dies 31 s after the last failover',
      dead.recorded(failoverAgo(31)),
      ['DeadPrimary orders-0 → BeginFailover'],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(inGroup('SilentPrimary', builder.taken))).toEqual(findings);
  });

  describe('where commits wait for nobody', () => {
    /** Four transactions that it had are on no replica, and three may be lost. */
    const behind = asyncDead
      .spec({ failover: { maxTransactionsBehind: 3 } })
      .replica(1, { received: gtids('a:1-6') })
      .facts(1, { gtidExecuted: gtids('a:1-6') })
      .replica(2, { received: gtids('a:1-5') })
      .facts(2, { gtidExecuted: gtids('a:1-5') });

    it.each([
      ['only does not answer', asyncDead, ['DeadPrimaryMayLose orders-0']],
      [
        'is proved stopped, but may be back in a moment',
        asyncDead
          .unreachable(0, 'refused', { forMs: 2_000 })
          .supervisor(0, 'Stopped'),
        ['DeadPrimaryMayLose orders-0'],
      ],
      [
        'is proved stopped for long enough',
        asyncDead.supervisor(0, 'Stopped'),
        ['DeadPrimary orders-0 → BeginFailover'],
      ],
      [
        'has had no pod for long enough',
        asyncDead.instance(0, i => ({ ...i, pod: undefined })),
        ['DeadPrimary orders-0 → BeginFailover'],
      ],
      [
        'would cost more transactions than the spec allows',
        behind.withoutPod(0),
        ['DeadPrimaryMayLose orders-0'],
      ],
      [
        'would cost nobody knows what, as it never answered this operator',
        behind.instance(0, instance => ({
          ...instance,
          pod: undefined,
          mysql: {
            state: 'unreachable',
            failure: { kind: 'other', code: 'NO_POD', message: 'no pod' },
            forMs: 60_000,
            failures: 1,
          },
        })),
        ['DeadPrimaryMayLose orders-0'],
      ],
      [
        'would cost more, and whose volume can be read for them',
        behind.supervisor(0, 'Unstartable'),
        ['DeadPrimary orders-0 → BeginFailover'],
      ],
      [
        'costs no more transactions than the spec allows',
        asyncDead
          .supervisor(0, 'Stopped')
          .spec({ failover: { maxTransactionsBehind: 4 } })
          .replica(1, { received: gtids('a:1-6') })
          .facts(1, { gtidExecuted: gtids('a:1-6') })
          .replica(2, { received: gtids('a:1-5') })
          .facts(2, { gtidExecuted: gtids('a:1-5') }),
        ['DeadPrimary orders-0 → BeginFailover'],
      ],
    ])('one that %s', (_, builder, findings) => {
      expect(shown(inGroup('SilentPrimary', builder.taken))).toEqual(findings);
    });
  });

  describe('where it follows a MySQL outside', () => {
    /** Frozen, so that nobody will ever say that its mysqld ended. */
    const frozen = (forMs: number, askedMsAgo: number) =>
      [1, 2]
        .reduce(
          (builder, ordinal) =>
            builder.replica(ordinal, {
              heartbeatAgeSeconds: 3,
              lastQueuedAgeSeconds: 3,
            }),
          snapshotOf(3).async(),
        )
        .spec({
          topology: 'SemiSync',
          externalSource: { host: 'db.example', secretRef: { name: 'login' } },
        })
        .recorded({ endedBootstrap: false })
        .unreachable(0, 'timeout', { forMs })
        .with({ outside: seenOutside({}, askedMsAgo) });

    it.each([
      [
        'may be back in a moment',
        frozen(2_500, 100),
        ['DeadPrimaryMayLose orders-0'],
      ],
      [
        'has all that it held outside',
        frozen(3_000, 100),
        ['DeadPrimary orders-0 → BeginFailover'],
      ],
      [
        'was silent before the MySQL outside was asked',
        frozen(3_000, 5_000),
        ['DeadPrimaryMayLose orders-0'],
      ],
      [
        'has been silent for long, whatever is known of the MySQL outside',
        frozen(15_000, 60_000),
        ['DeadPrimary orders-0 → BeginFailover'],
      ],
    ])('one that %s', (_, builder, findings) => {
      expect(shown(inGroup('SilentPrimary', builder.taken))).toEqual(findings);
    });

    it('says that nobody has to do anything', () => {
      const [finding] = inGroup('SilentPrimary', frozen(2_500, 100).taken);
      expect(finding.message).toMatch(
        'It takes no writes, so it gets 3 s to come back; then another one follows db.example:3306 in its place.',
      );
      expect(finding.next).toBeUndefined();
    });
  });

  it('tells a person how much is known, and that nothing is lost', () => {
    const [finding] = inGroup('SilentPrimary', dead.unreachable(2).taken);
    expect(finding.message).toBe(
      'orders-0 is dead (the operator’s probes fail for 900 ms: connection refused; orders-1 has lost it (receiver CONNECTING)) and only 1 of the 2 members needed can be read, so nobody knows the newest commit. Writes wait; nothing is lost.',
    );
    expect(finding.next).toMatch(/goes on by itself/);
  });
});
