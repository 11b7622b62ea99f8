import { gtids } from '../../observe/__testUtils__/gtids';
import {
  SnapshotBuilder,
  snapshotOf,
} from '../../observe/__testUtils__/snapshotOf';
import { diagnose } from '../diagnose';
import { inGroup } from '../__testUtils__/inGroup';
import { shown } from '../__testUtils__/shown';

const EMPTY = {
  gtidExecuted: gtids(''),
  replica: undefined,
  acknowledging: false,
};

const locked = (builder: SnapshotBuilder, waitingSessions = 1) =>
  builder.facts(0, {
    semiSyncSource: { enabled: true, waitFor: 1, clients: 0, waitingSessions },
  });

const filled = (builder: SnapshotBuilder) =>
  builder.instance(1, instance => ({
    ...instance,
    task: { kind: 'Clone', donor: 'orders-0', message: 'It is filled.' },
  }));

describe('waitingCommitBlocksClone', () => {
  const found = (builder: SnapshotBuilder) =>
    inGroup('AnsweringPrimary', builder.taken);

  it('closes the primary before the other one of two is filled from it', () => {
    const [finding, ...others] = found(locked(snapshotOf(2).facts(1, EMPTY)));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'WaitingCommitBlocksClone',
      severity: 'critical',
      recovery: {
        kind: 'Clone',
        instance: 'orders-1',
        donor: 'orders-0',
        closing: true,
      },
    });
    expect(finding.message).toMatch(
      /^orders-1 can only be filled from orders-0, whose commits wait for it/,
    );
  });

  it('says the same as the finding of the replica, so that it is tried once', () => {
    const { taken } = locked(snapshotOf(2).facts(1, EMPTY));
    const recoveries = diagnose(taken).flatMap(
      ({ recovery }) => recovery ?? [],
    );
    expect(recoveries).toHaveLength(2);
    expect(recoveries[0]).toEqual(recoveries[1]);
  });

  it.each([
    [
      'holds what was written past the primary',
      { gtidExecuted: gtids('a:1-10,b:1') },
      [],
    ],
    [
      'lacks what the primary has purged',
      { gtidExecuted: gtids('a:1-3') },
      gtids('a:1-5'),
    ],
  ])('is found of one that %s', (_, facts, purged) => {
    const builder = locked(
      snapshotOf(2).facts(1, { ...facts, acknowledging: false }),
    ).replica(1, { received: gtids(''), receiver: 'OFF' });
    expect(
      shown(
        found(
          Array.isArray(purged)
            ? builder
            : builder.facts(0, { gtidPurged: purged }),
        ),
      ),
    ).toEqual(['WaitingCommitBlocksClone orders-0 → Clone']);
  });

  it.each([
    [
      'the clone was begun, and nothing waits for long',
      filled(locked(snapshotOf(2))).with({ heartbeatPendingMs: 4_000 }),
      ['LockedSemiSyncPrimary orders-0'],
    ],
    [
      'the clone was begun, and a heartbeat waits',
      filled(locked(snapshotOf(2))).with({ heartbeatPendingMs: 5_000 }),
      ['WaitingCommitBlocksClone orders-0 → CloseForClone'],
    ],
    [
      'a third member could acknowledge',
      locked(snapshotOf(3).facts(1, EMPTY)).replica(2, {
        receiver: 'CONNECTING',
      }),
      ['LockedSemiSyncPrimary orders-0'],
    ],
    [
      'what only the replica holds is left to a person',
      locked(
        snapshotOf(2)
          .spec({ failover: { discardUnacknowledged: false } })
          .facts(1, {
            gtidExecuted: gtids('a:1-10,b:1'),
            acknowledging: false,
          }),
      ),
      ['LockedSemiSyncPrimary orders-0'],
    ],
    [
      'the primary is closed',
      locked(snapshotOf(2).facts(1, EMPTY)).restarted(0),
      ['PrimaryWaitsForMembers orders-0'],
    ],
  ])('when %s', (_, builder, findings) => {
    expect(shown(found(builder))).toEqual(findings);
  });

  it('does not begin the clone while another member may be back', () => {
    const { taken } = locked(snapshotOf(3).facts(1, EMPTY)).unreachable(
      2,
      'refused',
      { failures: 10, forMs: 9_000 },
    );
    expect(diagnose(taken).flatMap(({ recovery }) => recovery ?? [])).toEqual(
      [],
    );
  });
});

describe('a primary that was closed so that another can be filled', () => {
  const closed = filled(snapshotOf(2)).restarted(0);

  it('waits for it, and does not give way to what is being given up there', () => {
    const findings = inGroup(
      'AnsweringPrimary',
      closed.facts(1, { gtidExecuted: gtids('a:1-10,b:1') }).taken,
    );
    expect(shown(findings)).toEqual(['PrimaryWaitsForMembers orders-0']);
    expect(findings[0].message).toMatch(
      /^orders-0 takes no writes while orders-1 is filled from it, and takes them again once 1 other member holds/,
    );
  });

  it('is closed for good where it was only fenced, and a commit waits for the copy', () => {
    const fenced = filled(snapshotOf(2)).facts(0, {
      offlineMode: true,
      semiSyncSource: {
        enabled: true,
        waitFor: 1,
        clients: 0,
        waitingSessions: 1,
      },
    });
    expect(
      shown(
        inGroup(
          'AnsweringPrimary',
          fenced.facts(1, { gtidExecuted: gtids('a:1') }).taken,
        ),
      ),
    ).toEqual(['PrimaryWaitsForMembers orders-0 → CloseForClone']);
  });

  it('takes writes again once it holds all', () => {
    expect(
      shown(inGroup('AnsweringPrimary', snapshotOf(2).restarted(0).taken)),
    ).toEqual(['NoWritablePrimary orders-0 → ResumePrimary']);
  });
});
