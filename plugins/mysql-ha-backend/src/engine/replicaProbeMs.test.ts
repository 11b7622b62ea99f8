import { replicaProbeMs } from './replicaProbeMs';

describe('replicaProbeMs', () => {
  it.each([
    [0, 1_000],
    [1, 1_000],
    [200, 1_000],
    [500, 2_500],
    [1_000, 5_000],
  ])('probes a replica of %i clusters every %i ms', (clusters, pauseMs) => {
    expect(replicaProbeMs(clusters)).toBe(pauseMs);
  });
});
