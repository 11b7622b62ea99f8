import { gtids, uuidOf } from '../../observe/__testUtils__/gtids';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { stoppedForExchange as exchange } from '../../observe/__testUtils__/stoppedForExchange';
import { OperationRequest, Snapshot } from '../../observe';
import { verdictOn } from './verdictOn';

/** A request that was not begun. */
function ask(change: Partial<OperationRequest>): OperationRequest {
  return {
    name: 'ask',
    type: 'Switchover',
    force: false,
    dryRun: false,
    requestedBy: 'user:default/ann',
    begun: false,
    forMs: 100,
    journal: {},
    ...change,
  };
}

/** The verdict in a line. */
function verdict(
  snapshot: Snapshot,
  change: Partial<OperationRequest>,
): string {
  const found = verdictOn(snapshot, ask(change));
  switch (found.say) {
    case 'Act':
      return found.stages
        .map(stage =>
          [
            stage.kind,
            'to' in stage && stage.to,
            'instance' in stage && stage.instance,
            'winner' in stage && stage.winner,
          ]
            .filter(Boolean)
            .join(' '),
        )
        .join(', ');
    case 'End':
      return `${found.phase}: ${found.message}`;
    default:
      return `Wait: ${found.message}`;
  }
}

const fencedOnPurpose = (name: string) => ({
  fencedInstances: [{ name, since: '2026-01-01T00:00:00Z', reason: 'a test' }],
});
const filling = {
  task: { kind: 'Clone', donor: 'orders-2', message: 'It is filled.' },
} as const;
const three = snapshotOf(3);

describe('any operation', () => {
  it.each([
    ['hibernated', three.spec({ hibernate: true }), 'spec.hibernate'],
    [
      'while its volumes are exchanged',
      three.spec({ hibernate: true }).recorded({ exchange }),
      'Wait: The cluster is stopped',
    ],
    ['paused', three.spec({ paused: true }), 'spec.paused'],
    ['without a primary yet', three.neverBootstrapped(), 'no primary yet'],
    [
      'while the operator is isolated',
      three.with({ kubernetesReachable: false }),
      'Wait: ',
    ],
  ])('%s', (_, builder, message) => {
    const { taken } = builder.recorded(
      message === 'no primary yet' ? { primary: undefined } : {},
    );
    expect(verdict(taken, {})).toContain(message);
  });
});

describe('Switchover', () => {
  it.each([
    ['to the best', three, {}, 'Switchover orders-1'],
    ['to the target', three, { target: 'orders-2' }, 'Switchover orders-2'],
    [
      'to the primary',
      three,
      { target: 'orders-0' },
      'Failed: orders-0 is the primary already.',
    ],
    [
      'to nobody',
      three,
      { target: 'orders-8' },
      'is no instance of shop/orders',
    ],
    [
      'to one that is lagging',
      three.replica(1, { lagSeconds: 40 }),
      { target: 'orders-1' },
      'orders-1 is 40 s behind orders-0',
    ],
    [
      'to one that is errant',
      three.facts(1, { gtidExecuted: gtids('a:1-10,b:1-2') }),
      { target: 'orders-1' },
      'orders-1 is errant: it holds 2 transactions',
    ],
    [
      'to one that does not answer',
      three.unreachable(1),
      { target: 'orders-1' },
      'orders-1 does not answer (connection refused)',
    ],
    [
      'to one that does not replicate',
      three.replica(1, { receiver: 'OFF' }),
      { target: 'orders-1' },
      'does not replicate now',
    ],
    [
      'to one that is no member',
      snapshotOf(2).newcomer(),
      { target: 'orders-2' },
      'orders-2 is no member yet',
    ],
    [
      'to one that is fenced',
      three.recorded(fencedOnPurpose('orders-1')),
      { target: 'orders-1' },
      'fenced on purpose',
    ],
    [
      'to the best that is not fenced',
      three.recorded(fencedOnPurpose('orders-1')),
      {},
      'Switchover orders-2',
    ],
    [
      'from one that is fenced',
      three.recorded(fencedOnPurpose('orders-0')),
      {},
      'orders-0 is fenced on purpose',
    ],
    ['alone', snapshotOf(1), {}, 'set spec.instances to 2 or more'],
    ['from one that is dead', three.dead(0), {}, 'ask for a Failover'],
    ['during a failover', three.fenced(), {}, 'Wait: A failover is under way'],
    [
      'while writes wait',
      three.facts(0, {
        semiSyncSource: {
          enabled: true,
          waitFor: 1,
          clients: 0,
          waitingSessions: 3,
        },
      }),
      {},
      'can’t be drained',
    ],
  ])('%s', (_, builder, change, expected) => {
    expect(verdict(builder.taken, change)).toContain(expected);
  });

  describe('that was begun', () => {
    const begun = {
      begun: true,
      journal: { from: 'orders-0', to: 'orders-1', term: '1' },
    };

    it.each([
      [
        'is tried again while nothing was recorded',
        three,
        {},
        'Switchover orders-1',
      ],
      ['is given up in time', three, { forMs: 31_000 }, 'Failed: It could not'],
      [
        'waits until the successor is open',
        three.recorded({ primary: 'orders-1', term: 2 }),
        {},
        'Wait: orders-1 is recorded',
      ],
      [
        'has succeeded when it is',
        three
          .recorded({ primary: 'orders-1', term: 2 })
          .facts(1, { readOnly: false, superReadOnly: false }),
        {},
        'Succeeded: orders-1 is the primary since term 2.',
      ],
      [
        'has failed when another one leads',
        three.recorded({ primary: 'orders-2', term: 2 }),
        {},
        'Failed: orders-2 leads since term 2',
      ],
    ])('%s', (_, builder, change, expected) => {
      expect(verdict(builder.taken, { ...begun, ...change })).toContain(
        expected,
      );
    });
  });
});

describe('Failover', () => {
  const failover = { type: 'Failover' } as const;
  const forced = { ...failover, force: true, reason: 'a flood' };
  const twoLost = three.dead(0).unreachable(1);

  it.each([
    ['of one that answers', three, failover, 'ask for a Switchover'],
    ['forced, of one that answers', three, forced, 'ask for a Switchover'],
    ['alone', snapshotOf(1).dead(0), forced, 'nobody can take its place'],
    [
      'as the engine would',
      three.dead(0),
      failover,
      'BeginFailover, Promote orders-1',
    ],
    [
      'although it is disabled',
      three.spec({ failover: { enabled: false } }).dead(0),
      failover,
      'BeginFailover, Promote orders-1',
    ],
    [
      'without quorum',
      twoLost,
      failover,
      'only 1 of the 2 members needed can be read',
    ],
    [
      'without quorum: the way out',
      twoLost,
      failover,
      'force: true, dryRun: true',
    ],
    [
      'although it is disabled, without quorum',
      twoLost.spec({ failover: { enabled: false } }),
      failover,
      'Failed: ',
    ],
    [
      'to a target that lacks transactions',
      three
        .dead(0)
        .facts(2, { gtidExecuted: gtids('a:1-8') })
        .replica(2, { received: gtids('a:1-8') }),
      { ...failover, target: 'orders-2' },
      'does not hold all',
    ],
    ['forced', twoLost, forced, 'BeginFailover, Promote orders-2'],
    [
      'forced, with the fence standing',
      twoLost.fenced(),
      forced,
      'Promote orders-2',
    ],
    [
      'forced, to one that can’t be read',
      twoLost,
      { ...forced, target: 'orders-1' },
      'orders-1 can’t be read',
    ],
    [
      'a second one beside the engine’s',
      twoLost.fenced(),
      failover,
      'is under way already',
    ],
  ])('%s', (_, builder, change, expected) => {
    expect(verdict(builder.taken, change)).toContain(expected);
  });

  it('forced, names what is known to be lost, and who is left', () => {
    const { taken } = three
      .facts(1, { gtidExecuted: gtids('a:1-14') })
      .dead(0)
      .unreachable(1);
    const found = verdictOn(taken, ask(forced));
    expect(found).toMatchObject({
      say: 'Act',
      atRisk: `${uuidOf(0)}:11-14`,
      stages: [
        { kind: 'BeginFailover', reason: expect.stringContaining('a flood') },
        {
          kind: 'Promote',
          forced: {
            members: ['orders-2'],
            waitFor: 0,
            transactionsLost: 4,
            lostGtids: `${uuidOf(0)}:11-14`,
          },
        },
      ],
    });
    expect(found.say === 'Act' && found.notes?.join(' ')).toMatch(
      /4 transactions are lost.*orders-0, orders-1.*make sure that it is off.*are no member/,
    );
  });
});

describe('Rebuild', () => {
  const rebuild = (target: string) => ({ type: 'Rebuild', target } as const);

  it.each([
    [
      'a member leaves first',
      three,
      'orders-2',
      'RemoveMember orders-2, Clone orders-2',
    ],
    ['of the primary', three, 'orders-0', 'ask for a Switchover first'],
    ['of nobody', three, 'orders-9', 'is no instance'],
    [
      'of the only replica',
      snapshotOf(2),
      'orders-1',
      'set spec.instances to 3 first',
    ],
    [
      'of the only replica, which is broken anyway',
      snapshotOf(2).replica(1, { receiver: 'OFF' }),
      'orders-1',
      'Clone orders-1',
    ],
    [
      'of one that does not answer',
      three.unreachable(2),
      'orders-2',
      'a stopped server can’t be filled',
    ],
    [
      'of one that is being filled',
      three.instance(2, i => ({ ...i, ...filling })),
      'orders-2',
      'Wait: It is filled.',
    ],
    [
      'without a primary',
      three.dead(0),
      'orders-2',
      'orders-0 does not answer',
    ],
  ])('%s', (_, builder, target, expected) => {
    expect(verdict(builder.taken, rebuild(target))).toContain(expected);
  });

  it('keeps aside what exists there alone, and names it', () => {
    const { taken } = three.facts(2, { gtidExecuted: gtids('a:1-10,c:1-3') });
    const found = verdictOn(taken, ask(rebuild('orders-2')));
    expect(found).toMatchObject({ say: 'Act' });
    expect(found.say === 'Act' && found.stages.at(-1)).toMatchObject({
      kind: 'Clone',
      keepBinlogs: true,
    });
    expect(found.say === 'Act' && found.notes?.[0]).toContain(
      '3 transactions that only orders-2 holds',
    );
  });

  it('has succeeded when the filled instance is a member again', () => {
    const begun = {
      ...rebuild('orders-2'),
      begun: true,
      journal: { cloned: 'orders-1' },
    };
    expect(verdict(three.taken, begun)).toMatch(/^Succeeded/);
    const { taken } = three.members(['orders-0', 'orders-1'], 1);
    expect(verdict(taken, begun)).toMatch(/^Wait: .*catches up/);
  });

  it('has succeeded when the filled instance receives from its relay again', () => {
    const { taken } = three
      .spec({ relay: { instance: 'orders-1', below: ['orders-2'] } })
      .members(['orders-0', 'orders-1'], 1)
      .replica(2, { sourceHost: 'orders-1.orders-instances.shop.svc' });
    const begun = { begun: true, journal: { cloned: 'orders-1' } };
    expect(verdict(taken, { ...rebuild('orders-2'), ...begun })).toMatch(
      /^Succeeded: .*receives from orders-1/,
    );
  });
});

describe('Restart', () => {
  const restart = (target: string) => ({ type: 'Restart', target } as const);

  it.each([
    ['a replica', three, 'orders-1', 'RestartPod orders-1'],
    [
      'the primary hands over first',
      three,
      'orders-0',
      'Switchover orders-1, RestartPod orders-0',
    ],
    ['the only instance', snapshotOf(1), 'orders-0', 'RestartPod orders-0'],
    ['the only replica', snapshotOf(2), 'orders-1', 'RestartPod orders-1'],
    [
      'one without which writes would wait',
      three.unreachable(2),
      'orders-1',
      'writes would wait: bring the other replicas back first',
    ],
    [
      'one that is broken itself',
      three.unreachable(2),
      'orders-2',
      'RestartPod orders-2',
    ],
    ['one without a pod', three.withoutPod(1), 'orders-1', 'has no pod now'],
    [
      'one that stops already',
      three.pod(1, { deleting: true }),
      'orders-1',
      'is being restarted already',
    ],
    [
      'one that is being filled',
      three.instance(1, i => ({ ...i, ...filling })),
      'orders-1',
      'begin anew',
    ],
    [
      'a primary that is dead',
      three.dead(0),
      'orders-0',
      'sees to it by itself',
    ],
    ['nobody', three, 'orders-5', 'is no instance'],
  ])('%s', (_, builder, target, expected) => {
    expect(verdict(builder.taken, restart(target))).toContain(expected);
  });

  it('has succeeded when another pod serves', () => {
    const begun = {
      ...restart('orders-1'),
      begun: true,
      journal: { pod: 'old' },
    };
    expect(verdict(three.taken, begun)).toMatch(/^Succeeded/);
    expect(verdict(three.unreachable(1).taken, begun)).toMatch(/^Wait/);
    expect(
      verdict(three.unreachable(1).taken, { ...begun, forMs: 700_000 }),
    ).toMatch(/^Failed/);
  });

  it('has succeeded when a replica answers whose primary a person keeps closed: the Unfence waits behind it', () => {
    const closed = three.recorded(fencedOnPurpose('orders-0')).stopped(1);
    expect(
      verdict(closed.taken, {
        ...restart('orders-1'),
        begun: true,
        journal: { pod: 'old' },
      }),
    ).toContain('Succeeded: orders-1 was restarted and answers');
  });
});

describe('Fence and Unfence', () => {
  const fence = (target: string) => ({ type: 'Fence', target } as const);
  const unfence = (target: string) => ({ type: 'Unfence', target } as const);
  const marked = three.recorded(fencedOnPurpose('orders-1'));
  const closed = marked.facts(1, { offlineMode: true });

  it.each([
    ['a replica', three, fence('orders-1'), 'FenceOnPurpose orders-1'],
    ['the primary', three, fence('orders-0'), 'FenceOnPurpose orders-0'],
    ['nobody', three, fence('orders-6'), 'is no instance'],
    ['twice', marked, fence('orders-1'), 'is fenced already'],
    ['during a failover', three.fenced(), fence('orders-1'), 'Wait: '],
    [
      'begun, not yet closed',
      marked,
      { ...fence('orders-1'), begun: true },
      'Wait: ',
    ],
    [
      'begun and closed',
      closed,
      { ...fence('orders-1'), begun: true },
      'Succeeded',
    ],
    ['lifted', closed, unfence('orders-1'), 'UnfenceOnPurpose orders-1'],
    [
      'lifted where there is none',
      three,
      unfence('orders-1'),
      'nothing to lift',
    ],
    [
      'lifted and open',
      three,
      { ...unfence('orders-1'), begun: true },
      'Succeeded: orders-1 is open again.',
    ],
    [
      'lifted and still closed',
      three.facts(1, { offlineMode: true }),
      { ...unfence('orders-1'), begun: true },
      'Wait: ',
    ],
  ])('%s', (_, builder, change, expected) => {
    expect(verdict(builder.taken, change)).toContain(expected);
  });
});
