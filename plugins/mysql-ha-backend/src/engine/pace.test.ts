import { eventsMs, lookMs, replicaProbeMs } from './pace';

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

  it('looks at scheduled events as often as at a cluster that rests', () => {
    for (const clusters of [1, 500, 1_000]) {
      expect(eventsMs(clusters)).toBe(lookMs(clusters, true));
    }
  });

  it('does not slow down the looks at a cluster where something is the matter', () => {
    expect(lookMs(1_000, false)).toBe(2_000);
  });
});
