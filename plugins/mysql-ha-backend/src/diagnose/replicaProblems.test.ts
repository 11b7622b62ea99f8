import { Snapshot } from '../observe';
import { gtids } from '../observe/__testUtils__/gtids';
import { snapshotOf, TAKEN_AT } from '../observe/__testUtils__/snapshotOf';
import { shown } from './__testUtils__/shown';
import { findingsIn } from './findingsIn';
import { inOrder } from './inOrder';
import { REPLICA_PROBLEMS } from './replicaProblems';

const EMPTY = { gtidExecuted: gtids(''), replica: undefined };

const replicas = (snapshot: Snapshot) =>
  findingsIn(
    { counts: 'firstOfInstance' },
    inOrder(REPLICA_PROBLEMS),
    snapshot,
  );

/** `orders-<ordinal>` led until a minute ago; its commits waited for so many replicas. */
const led = (
  builder: ReturnType<typeof snapshotOf>,
  ordinal: number,
  waitedFor?: number,
) =>
  builder.recorded({
    incidents: [
      {
        kind: 'Failover',
        startedAt: new Date(TAKEN_AT - 60_000).toISOString(),
        cause: 'it died',
        evidence: [],
        steps: [],
        term: 1,
        from: `orders-${ordinal}`,
        waitedFor,
      },
    ],
  });

/** It holds so much, and of that these are known to be heartbeats of the engine. */
const known = (
  builder: ReturnType<typeof snapshotOf>,
  ordinal: number,
  holds: string,
  heartbeats: string,
) =>
  builder
    .facts(ordinal, { gtidExecuted: gtids(holds) })
    .instance(ordinal, i => ({ ...i, heartbeats: gtids(heartbeats) }));

const discardingNothing = () =>
  snapshotOf(3).spec({ failover: { discardUnacknowledged: false } });

describe('replicas', () => {
  const found = (builder: ReturnType<typeof snapshotOf>) =>
    shown(replicas(builder.taken));
  const first = (builder: ReturnType<typeof snapshotOf>) =>
    replicas(builder.taken)[0];

  it.each([
    ['all are well', snapshotOf(3), []],
    ['the primary does not answer', snapshotOf(3).dead(0), []],
    ['a fence stands', snapshotOf(3).fenced().stopped(1, 2), []],
    [
      'one is empty and no member yet',
      snapshotOf(2).newcomer().facts(2, EMPTY),
      ['EmptyReplica orders-2 → Clone'],
    ],
    [
      'a member is empty: it leaves the record before it is filled',
      snapshotOf(3).facts(2, EMPTY),
      ['EmptyReplica orders-2 → RemoveMember'],
    ],
    [
      'two volumes of three are lost: both are filled from the primary, which alone holds all',
      snapshotOf(3).facts(1, EMPTY).facts(2, EMPTY),
      ['EmptyReplica orders-1 → Clone', 'EmptyReplica orders-2 → Clone'],
    ],
    [
      'one of two members is empty: it stays, or commits would wait for nobody',
      snapshotOf(2).facts(1, EMPTY),
      ['EmptyReplica orders-1 → Clone'],
    ],
    [
      'both are empty, as nothing was written yet',
      snapshotOf(2)
        .facts(0, { gtidExecuted: gtids('') })
        .facts(1, EMPTY),
      ['NotReplicating orders-1 → Follow'],
    ],
    [
      'a primary of before holds a transaction that nobody acknowledged',
      led(snapshotOf(3), 1).facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['DivergedReplica orders-1 → RemoveMember'],
    ],
    [
      'one that led holds more of its own than the primary does',
      snapshotOf(3)
        .facts(0, { gtidExecuted: gtids('a:1-10,b:1-4') })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1-5') }),
      ['DivergedReplica orders-1 → RemoveMember'],
    ],
    [
      'somebody wrote on a replica that never led',
      snapshotOf(3).facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['ErrantTransactions orders-1 → RemoveMember'],
    ],
    [
      'somebody wrote on a replica that never led and was rebuilt since, and another received it',
      snapshotOf(3)
        .recorded({
          incidents: [
            {
              kind: 'Rebuild',
              startedAt: new Date(TAKEN_AT - 60_000).toISOString(),
              cause: 'it was errant',
              evidence: [],
              steps: [],
              term: 1,
              from: 'orders-0',
              to: 'orders-1',
            },
          ],
        })
        .facts(2, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['ErrantTransactions orders-2 → RemoveMember'],
    ],
    [
      'somebody wrote on a replica and a person wants to look at such',
      snapshotOf(3)
        .spec({ failover: { discardUnacknowledged: false } })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['ErrantTransactions orders-1'],
    ],
    [
      'one holds a transaction of a server that nobody knows',
      snapshotOf(3).facts(1, { gtidExecuted: gtids('a:1-10,f:1') }),
      ['ErrantTransactions orders-1 → RemoveMember'],
    ],
    [
      'one holds both kinds: a person decides',
      led(snapshotOf(3), 1).facts(1, {
        gtidExecuted: gtids('a:1-10,b:1,f:1'),
      }),
      ['ErrantTransactions orders-1'],
    ],
    [
      'one was read a moment after the primary and is ahead by that',
      snapshotOf(3).facts(1, { gtidExecuted: gtids('a:1-12') }),
      [],
    ],
    [
      'a primary of before holds a transaction and a person wants to look at such',
      led(snapshotOf(3), 1)
        .spec({ failover: { discardUnacknowledged: false } })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['DivergedReplica orders-1'],
    ],
    [
      'one holds another database',
      snapshotOf(3).facts(1, { gtidExecuted: gtids('b:1-99') }),
      ['DivergedReplica orders-1'],
    ],
    [
      'a primary of before holds a transaction where commits wait for nobody: it may have been promised',
      led(snapshotOf(3).async(), 1).facts(1, {
        gtidExecuted: gtids('a:1-10,b:1'),
      }),
      ['DivergedReplica orders-1'],
    ],
    [
      'Preferred, and commits had waited for a replica until its end',
      led(snapshotOf(3), 1, 1)
        .spec({ durability: 'Preferred' })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['DivergedReplica orders-1 → RemoveMember'],
    ],
    [
      'Preferred, and one received from a primary whose commits had waited for a replica until its end',
      led(snapshotOf(3), 1, 1)
        .spec({ durability: 'Preferred' })
        .facts(2, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['DivergedReplica orders-2 → RemoveMember'],
    ],
    [
      'Preferred, and commits had waited for nobody',
      led(snapshotOf(3), 1, 0)
        .spec({ durability: 'Preferred' })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['DivergedReplica orders-1'],
    ],
    [
      'Required by now, and commits had waited for nobody',
      led(snapshotOf(3), 1, 0).facts(1, {
        gtidExecuted: gtids('a:1-10,b:1'),
      }),
      ['DivergedReplica orders-1'],
    ],
    [
      'a primary of before holds heartbeats alone, where commits waited for nobody: nobody misses them',
      known(led(snapshotOf(3).async(), 1), 1, 'a:1-10,b:1-2', 'b:1-2'),
      ['DivergedReplica orders-1 → RemoveMember'],
    ],
    [
      'a primary of before holds heartbeats alone, and a person wants to look at such',
      known(led(discardingNothing(), 1), 1, 'a:1-10,b:1-2', 'b:1-2'),
      ['DivergedReplica orders-1 → RemoveMember'],
    ],
    [
      'a primary of before holds heartbeats and something else',
      known(led(snapshotOf(3).async(), 1), 1, 'a:1-10,b:1-3', 'b:1-2'),
      ['DivergedReplica orders-1'],
    ],
    [
      'one holds both kinds, and all are heartbeats',
      known(led(snapshotOf(3), 1), 1, 'a:1-10,b:1,f:1', 'b:1,f:1'),
      ['ErrantTransactions orders-1 → RemoveMember'],
    ],
    [
      'somebody wrote on a replica, and not only heartbeats',
      known(discardingNothing(), 1, 'a:1-10,b:1-2', 'b:1'),
      ['ErrantTransactions orders-1'],
    ],
    [
      'one holds another database, all of it heartbeats',
      known(snapshotOf(3), 1, 'b:1-9', 'b:1-9'),
      ['DivergedReplica orders-1'],
    ],
    [
      'one needs binlogs that are gone',
      snapshotOf(3)
        .facts(0, { gtidPurged: gtids('a:1-8') })
        .facts(2, { gtidExecuted: gtids('a:1-5') })
        .replica(2, { received: gtids('a:1-5') }),
      ['PurgedBinlogs orders-2 → RemoveMember'],
    ],
    [
      'one that needs binlogs that are gone has received them in time',
      snapshotOf(3)
        .facts(0, { gtidPurged: gtids('a:1-8') })
        .facts(2, { gtidExecuted: gtids('a:1-5') }),
      [],
    ],
    [
      'one follows nobody',
      snapshotOf(3).facts(1, { replica: undefined }),
      ['NotReplicating orders-1 → Follow'],
    ],
    [
      'one follows the primary of before',
      snapshotOf(3).replica(1, {
        sourceHost: 'orders-2.orders-instances.shop.svc',
      }),
      ['ConnectedToWrongSource orders-1 → Follow'],
    ],
    [
      'one follows without auto-position',
      snapshotOf(3).replica(1, { autoPosition: false }),
      ['ConnectedToWrongSource orders-1 → Follow'],
    ],
    [
      'one is closed to clients',
      snapshotOf(3).facts(1, { offlineMode: true }),
      ['ReplicaOffline orders-1 → LiftOfflineMode'],
    ],
    [
      'one is closed to clients and still writable: nothing, until it is read-only',
      snapshotOf(3).facts(1, {
        offlineMode: true,
        readOnly: false,
        superReadOnly: false,
      }),
      [],
    ],
    [
      'one can’t apply a transaction',
      snapshotOf(3).replica(1, {
        applierOn: false,
        applierError: { code: 1062, message: 'Duplicate entry' },
      }),
      ['ReplicationError orders-1 → RemoveMember'],
    ],
    [
      'one can’t apply a transaction and nothing may be discarded',
      snapshotOf(3)
        .spec({ failover: { discardUnacknowledged: false } })
        .replica(1, {
          applierOn: false,
          applierError: { code: 1062, message: 'Duplicate entry' },
        }),
      ['ReplicationError orders-1'],
    ],
    [
      'one can’t apply a transaction for a reason that says nothing of its data',
      snapshotOf(3).replica(1, {
        applierOn: false,
        applierError: { code: 1594, message: 'Relay log read failure' },
      }),
      ['ReplicationError orders-1'],
    ],
    [
      'one was interrupted while it was given a source',
      snapshotOf(3).replica(1, {
        applierOn: false,
        receiver: 'OFF',
        applierError: {
          code: 13_124,
          message: 'Replica failed to initialize applier metadata structure',
        },
      }),
      ['ReplicationError orders-1 → RestartPod'],
    ],
    [
      'one waited for a lock for too long',
      snapshotOf(3).replica(1, {
        applierOn: false,
        applierError: { code: 1205, message: 'Lock wait timeout exceeded' },
      }),
      ['ReplicationError orders-1 → StartReplica'],
    ],
    [
      'the applier of one was killed',
      snapshotOf(3).replica(1, {
        applierOn: false,
        applierError: { code: 1756, message: 'Threads are stopped' },
      }),
      ['ReplicationError orders-1 → StartReplica'],
    ],
    [
      'one is refused by its source',
      snapshotOf(3).replica(1, {
        receiver: 'CONNECTING',
        receiverError: { code: 1045, message: 'Access denied' },
      }),
      ['ReplicationStopped orders-1 → Follow'],
    ],
    [
      'one has a stopped receiver',
      snapshotOf(3).replica(1, { receiver: 'OFF' }),
      ['ReplicationStopped orders-1 → StartReplica'],
    ],
    [
      'one has a stopped applier without an error',
      snapshotOf(3).replica(1, { applierOn: false }),
      ['ReplicationStopped orders-1 → StartReplica'],
    ],
    [
      'one tries to connect by itself',
      snapshotOf(3).replica(1, { receiver: 'CONNECTING' }),
      [],
    ],
    [
      'a member does not acknowledge',
      snapshotOf(3).facts(1, {
        semiSyncReplicaEnabled: false,
        acknowledging: false,
      }),
      ['ReplicaNotAcknowledging orders-1 → StartReplica'],
    ],
    [
      'somebody who is no member acknowledges',
      snapshotOf(2).newcomer().facts(2, {
        semiSyncReplicaEnabled: true,
        acknowledging: true,
      }),
      ['AcknowledgingStranger orders-2 → StartReplica'],
    ],
    [
      'one is far behind',
      snapshotOf(3).replica(1, { lagSeconds: 75 }),
      ['LaggingReplica orders-1'],
    ],
    [
      'one is scaled away and no member any more',
      snapshotOf(3)
        .scaledTo(2)
        .members(['orders-0', 'orders-1'], 1)
        .replica(2, { receiver: 'OFF' }),
      [],
    ],
  ])('%s', (_, builder, findings) => {
    expect(found(builder)).toEqual(findings);
  });

  it('makes acknowledge whom the record names, and nobody else', () => {
    expect(
      first(snapshotOf(3).facts(1, { replica: undefined })).recovery,
    ).toMatchObject({ kind: 'Follow', acknowledge: true });
    expect(
      first(snapshotOf(2).newcomer().facts(2, { replica: undefined })).recovery,
    ).toMatchObject({ kind: 'Follow', acknowledge: false });
  });

  describe('filling', () => {
    const empty = (builder: ReturnType<typeof snapshotOf>, ordinal: number) =>
      builder.newcomer().facts(ordinal, EMPTY);

    it('takes a current replica as the donor, to spare the primary', () => {
      expect(first(empty(snapshotOf(2), 2)).recovery).toMatchObject({
        donor: 'orders-1',
      });
    });

    it('takes the primary when no replica is current', () => {
      const lagging = empty(snapshotOf(2).replica(1, { lagSeconds: 99 }), 2);
      expect(
        replicas(lagging.taken).find(f => f.instance === 'orders-2')?.recovery,
      ).toMatchObject({ donor: 'orders-0' });
      expect(first(empty(snapshotOf(1), 1)).recovery).toMatchObject({
        donor: 'orders-0',
      });
    });

    it('takes another replica while one gives its data already, as a server gives them to one at a time', () => {
      const cloning = (builder: ReturnType<typeof snapshotOf>) =>
        builder.instance(builder.taken.instances.length - 1, i => ({
          ...i,
          task: { kind: 'Clone', donor: 'orders-1', message: 'It is filled.' },
        }));
      const three = cloning(snapshotOf(3).newcomer());
      expect(first(empty(three, 4)).recovery).toMatchObject({
        donor: 'orders-2',
      });
      const two = cloning(snapshotOf(2).newcomer());
      expect(first(empty(two, 3))).toMatchObject({
        message: 'orders-3 is empty and waits for a donor that is free.',
        recovery: undefined,
      });
    });
  });

  it('takes the primary for a member that can’t leave the record: only that holds all it may have acknowledged', () => {
    const { taken } = snapshotOf(3).facts(1, EMPTY).facts(2, EMPTY);
    expect(replicas(taken).map(({ recovery }) => recovery)).toMatchObject([
      { donor: 'orders-0' },
      { donor: 'orders-0' },
    ]);
  });

  it('tells what is on a diverged instance and how to look at it', () => {
    const finding = first(
      led(snapshotOf(3), 1)
        .spec({ failover: { discardUnacknowledged: false } })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1-2') }),
    );
    expect(finding.message).toBe(
      `orders-1 holds 2 transactions that the primary does not have (${gtids(
        'b:1-2',
      )}). They were never acknowledged, and spec.failover.discardUnacknowledged is false. It is left alone, closed to reads, until a person decides.`,
    );
    expect(finding.next).toContain(`--include-gtids='${gtids('b:1-2')}'`);
  });

  it('says that heartbeats are rebuilt over without asking, and has that looked at again before', () => {
    const two = led(snapshotOf(2).async(), 1);
    expect(first(known(two, 1, 'a:1-10,b:1', 'b:1'))).toMatchObject({
      severity: 'warning',
      message: `orders-1 holds 1 transaction that the primary does not have (${gtids(
        'b:1',
      )}). These are heartbeats of the engine and nothing else, so nobody is asked: the instance is rebuilt from orders-0.`,
      recovery: { kind: 'Clone', keepBinlogs: true, heartbeatsOnly: true },
    });
  });

  it('names errant transactions, and that they are put aside', () => {
    expect(
      first(snapshotOf(2).facts(1, { gtidExecuted: gtids('a:1-10,b:1') })),
    ).toMatchObject({
      message: `orders-1 holds 1 transaction that was written past the primary (${gtids(
        'b:1',
      )}). Its binlogs are put aside on its volume, and the instance is rebuilt from orders-0.`,
      recovery: { kind: 'Clone', keepBinlogs: true },
    });
  });

  it('tells the error, its number and the transaction', () => {
    const finding = first(
      snapshotOf(3).replica(1, {
        applierOn: false,
        applierError: {
          code: 1594,
          message: `Worker 1 failed executing transaction '${gtids(
            'a:11',
          )}' at source log binlog.000002, end_log_pos 500; Relay log read failure`,
        },
      }),
    );
    expect(finding.message).toMatch(
      `can’t apply ${gtids('a:11')} of the primary (error 1594: Worker 1`,
    );
    expect(finding.message).toMatch(/never skipped/);
    expect(finding.next).toMatch(/^Rebuild it: kubectl delete pvc -n shop/);
  });
});
