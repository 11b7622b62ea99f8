import { isBeingDrained } from './isBeingDrained';

describe('isBeingDrained', () => {
  it.each([
    ['nothing is known of it', undefined, false],
    ['nobody said anything of it', {}, false],
    ['it is cordoned', { unschedulable: true }, true],
    [
      'the Cluster Autoscaler is about to remove it',
      { taints: [{ key: 'ToBeDeletedByClusterAutoscaler' }] },
      true,
    ],
    [
      'Karpenter replaces it',
      { taints: [{ key: 'karpenter.sh/disrupted' }] },
      true,
    ],
    [
      'it only takes pods of a kind',
      { taints: [{ key: 'example.com/databases' }] },
      false,
    ],
  ])('knows whether a node is emptied when %s', (_, spec, drained) => {
    const node = spec && {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'node-1' },
      spec,
    };
    expect(isBeingDrained(node)).toBe(drained);
  });
});
