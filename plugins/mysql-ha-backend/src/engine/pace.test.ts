import { lookMs, replicaProbeMs } from './pace';

describe('The pace', () => {
  it.each([
    [0, 1_000, 2_000],
    [1, 1_000, 2_000],
    [200, 1_000, 2_000],
    [500, 2_500, 5_000],
    [1_000, 5_000, 10_000],
  ])(
    'of %i clusters: each replica is probed every %i ms, and each cluster that rests is looked at every %i ms',
    (clusters, probe, look) => {
      expect(replicaProbeMs(clusters)).toBe(probe);
      expect(lookMs(clusters, true)).toBe(look);
    },
  );

  it('does not slow down the looks at a cluster where something is the matter', () => {
    expect(lookMs(1_000, false)).toBe(2_000);
  });
});
