import { gtids } from '../../observe/__testUtils__/gtids';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { shown } from '../__testUtils__/shown';
import { replicas } from './replicas';

const EMPTY = { gtidExecuted: gtids(''), replica: undefined };

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
      'one holds a transaction of its own',
      snapshotOf(3).facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['DivergedReplica orders-1 → RemoveMember'],
    ],
    [
      'one was read a moment after the primary and is ahead by that',
      snapshotOf(3).facts(1, { gtidExecuted: gtids('a:1-12') }),
      [],
    ],
    [
      'one holds a transaction and the person wants to look at such',
      snapshotOf(3)
        .spec({ failover: { discardUnacknowledged: false } })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
      ['DivergedReplica orders-1'],
    ],
    [
      'one holds a transaction of a server that nobody knows',
      snapshotOf(3).facts(1, { gtidExecuted: gtids('a:1-10,f:1') }),
      ['DivergedReplica orders-1'],
    ],
    [
      'one holds another database',
      snapshotOf(3).facts(1, { gtidExecuted: gtids('b:1-99') }),
      ['DivergedReplica orders-1'],
    ],
    [
      'one holds a transaction where commits wait for nobody: it may have been promised',
      snapshotOf(3)
        .async()
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
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
      'one can’t apply a transaction',
      snapshotOf(3).replica(1, {
        applierOn: false,
        applierError: { code: 1062, message: 'Duplicate entry' },
      }),
      ['ReplicationError orders-1'],
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

  it('tells what is on a diverged instance and how to look at it', () => {
    const finding = first(
      snapshotOf(3)
        .spec({ failover: { discardUnacknowledged: false } })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1-2') }),
    );
    expect(finding.message).toBe(
      `orders-1 holds 2 transactions that the primary does not have (${gtids(
        'b:1-2',
      )}). It is left alone, closed to reads, until a person decides.`,
    );
    expect(finding.next).toContain(`--include-gtids='${gtids('b:1-2')}'`);
  });
});
