import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { shown } from '../__testUtils__/shown';
import { findingsOf } from '../findingsIn';
import { primaryOnDrainedNode } from './primaryOnDrainedNode';

describe('primaryOnDrainedNode', () => {
  const drained = snapshotOf(3).pod(0, { nodeDrained: true });

  it.each([
    ['no node is emptied', snapshotOf(3), []],
    [
      'a replica’s node is emptied',
      snapshotOf(3).pod(1, { nodeDrained: true }),
      [],
    ],
    [
      'the primary’s node is emptied',
      drained,
      ['PrimaryOnDrainedNode orders-0 → Switchover'],
    ],
    [
      'all nodes are emptied',
      drained.pod(1, { nodeDrained: true }).pod(2, { nodeDrained: true }),
      ['PrimaryOnDrainedNode orders-0'],
    ],
    [
      'nobody who stays is current',
      drained.replica(1, { receiver: 'OFF' }).pod(2, { nodeDrained: true }),
      ['PrimaryOnDrainedNode orders-0'],
    ],
    ['the primary does not answer', drained.dead(0), []],
    ['a change of primary is under way', drained.fenced(), []],
    [
      'there is nobody to hand over to',
      snapshotOf(1).pod(0, { nodeDrained: true }),
      [],
    ],
  ])('when %s', (_, builder, findings) => {
    expect(shown(findingsOf(primaryOnDrainedNode, builder.taken))).toEqual(
      findings,
    );
  });

  it('hands over to a replica whose node stays', () => {
    const [{ recovery, message }] = findingsOf(
      primaryOnDrainedNode,
      drained.pod(1, { nodeDrained: true }).taken,
    );
    expect(recovery).toMatchObject({ kind: 'Switchover', to: 'orders-2' });
    expect(message).toContain('orders-2 takes over first');
  });
});
