import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { findingsOf } from '../findingsIn';
import { shown } from '../__testUtils__/shown';
import { laggingReplica } from './laggingReplica';

describe('laggingReplica', () => {
  const lacking = (lacksForMs: number) =>
    snapshotOf(3).instance(2, instance => ({ ...instance, lacksForMs }));

  it.each([
    ['is 9.9 s behind', snapshotOf(3).replica(2, { lagSeconds: 9.9 }), []],
    [
      'is 10 s behind',
      snapshotOf(3).replica(2, { lagSeconds: 10 }),
      ['LaggingReplica orders-2'],
    ],
    [
      'applied all that it received, and lacks what the primary had 10 s ago',
      lacking(10_000),
      ['LaggingReplica orders-2'],
    ],
    ['lacks what the primary had 9.9 s ago', lacking(9_900), []],
    [
      'is far behind while nobody can ask the primary',
      snapshotOf(3).replica(2, { lagSeconds: 99 }).dead(0),
      [],
    ],
    [
      'is far behind while a fence stands',
      snapshotOf(3).replica(2, { lagSeconds: 99 }).fenced(),
      [],
    ],
  ])('one that %s', (_, builder, findings) => {
    expect(shown(findingsOf(laggingReplica, builder.taken))).toEqual(findings);
  });

  it('says for how long reads there are old', () => {
    const [finding] = findingsOf(
      laggingReplica,
      snapshotOf(3).replica(1, { lagSeconds: 75.4 }).taken,
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      message:
        'orders-1 is 75 s behind the primary and takes no reads until it has caught up.',
    });
  });
});
