import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { shown } from '../__testUtils__/shown';
import { findingsOf } from '../findingsIn';
import { unreachablePrimaryWithLaggingReplicas } from './unreachablePrimaryWithLaggingReplicas';

describe('unreachablePrimaryWithLaggingReplicas', () => {
  const silentFor = (forMs: number) =>
    snapshotOf(3)
      .unreachable(0, 'timeout', { forMs })
      .replica(1, { lagSeconds: 5 })
      .replica(2, { lagSeconds: 5 });
  const silent = silentFor(4_000);
  const FOUND = [
    'UnreachablePrimaryWithLaggingReplicas orders-0 → RestartReceivers',
  ];

  it.each([
    ['all that hear it are behind', silent, FOUND],
    [
      'the only one that hears it is behind',
      silent.replica(2, { receiver: 'CONNECTING' }),
      FOUND,
    ],
    [
      'one that hears it is not behind: it is alive',
      silent.replica(2, { lagSeconds: 0 }),
      [],
    ],
    [
      'nobody hears it: it is dead',
      silent
        .replica(1, { receiver: 'CONNECTING' })
        .replica(2, { receiver: 'CONNECTING' }),
      [],
    ],
    ['it fell silent a moment ago', silentFor(2_000), []],
    ['its supervisor can be asked', silent.supervisor(0, 'Running'), []],
    [
      'it answers',
      snapshotOf(3).replica(1, { lagSeconds: 5 }).replica(2, { lagSeconds: 5 }),
      [],
    ],
    ['a change of primary is under way', silent.fenced(), []],
  ])('%s', (_, builder, findings) => {
    expect(
      shown(findingsOf(unreachablePrimaryWithLaggingReplicas, builder.taken)),
    ).toEqual(findings);
  });

  it('starts the receivers of those alone that are behind, as they acknowledged before', () => {
    const { taken } = silent.replica(2, { receiver: 'CONNECTING' });
    const [found] = findingsOf(unreachablePrimaryWithLaggingReplicas, taken);
    expect(found.recovery).toEqual({
      kind: 'RestartReceivers',
      replicas: [{ instance: 'orders-1', acknowledge: true }],
    });
  });
});
