import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { findingsOf } from '../findingsIn';
import { shown } from '../__testUtils__/shown';
import { outdatedPod } from './outdatedPod';

describe('outdatedPod', () => {
  const all = snapshotOf(3)
    .pod(0, { outdated: true })
    .pod(1, { outdated: true })
    .pod(2, { outdated: true });
  const relayed = all
    .spec({ relay: { instance: 'orders-1', below: ['orders-2'] } })
    .members(['orders-0', 'orders-1'], 1)
    .replica(2, { sourceHost: 'orders-1.orders-instances.shop.svc' });

  it.each([
    ['none is', snapshotOf(3), []],
    [
      'all are: the last replica first',
      all,
      ['OutdatedPod orders-2 → RestartPod'],
    ],
    [
      'another replica is not current',
      all.replica(1, { receiver: 'OFF' }),
      ['OutdatedPod orders-2'],
    ],
    [
      'another is on its way out, though it still replicates',
      all.pod(2, { deleting: true }),
      ['OutdatedPod orders-1'],
    ],
    [
      'another is no member yet',
      all.members(['orders-0', 'orders-2'], 1),
      ['OutdatedPod orders-2'],
    ],
    [
      'one below a relay is no member: the others follow when it is done',
      relayed.pod(2, { outdated: false }),
      ['OutdatedPod orders-1 → RestartPod'],
    ],
    [
      'one below a relay is not current',
      relayed.pod(2, { outdated: false }).replica(2, { receiver: 'OFF' }),
      ['OutdatedPod orders-1'],
    ],
    [
      'only the primary is left: it hands over first',
      snapshotOf(3).pod(0, { outdated: true }),
      ['OutdatedPod orders-0 → Switchover'],
    ],
    [
      'the only instance',
      snapshotOf(1).pod(0, { outdated: true }),
      ['OutdatedPod orders-0 → RestartPod'],
    ],
    [
      'the primary is dead: the only other one keeps running',
      snapshotOf(2).pod(1, { outdated: true }).dead(0),
      ['OutdatedPod orders-1'],
    ],
    [
      'only we can’t reach any: no sound pod is deleted',
      all
        .unreachable(0, 'timeout')
        .unreachable(1, 'timeout')
        .unreachable(2, 'timeout'),
      ['OutdatedPod orders-2'],
    ],
    [
      'one does not run by the kubelet’s word too: a new template may be the cure',
      all.unreachable(1).pod(1, { ready: false }),
      ['OutdatedPod orders-1 → RestartPod'],
    ],
    [
      'one can’t start, and is tried just now: it may run after all',
      all
        .unreachable(1)
        .supervisor(1, 'Unstartable', 'no', { tries: true })
        .unreachable(2),
      ['OutdatedPod orders-2'],
    ],
    [
      'one can’t start',
      all.unreachable(1).supervisor(1, 'Unstartable', 'no').unreachable(2),
      ['OutdatedPod orders-1 → RestartPod'],
    ],
    [
      'a variable asks for a restart',
      snapshotOf(3).instance(1, i => ({
        ...i,
        restartNeeded: 'innodb_log_file_size is static',
      })),
      ['OutdatedPod orders-1 → RestartPod'],
    ],
    [
      'it is deleted already',
      snapshotOf(3).pod(2, { outdated: true, deleting: true }),
      [],
    ],
    ['a fence stands', all.fenced(), []],
  ])('%s', (_, builder, findings) => {
    expect(shown(findingsOf(outdatedPod, builder.taken))).toEqual(findings);
  });
});
