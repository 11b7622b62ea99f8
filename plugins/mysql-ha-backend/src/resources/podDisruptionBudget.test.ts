import { testCluster } from './__testUtils__/testCluster';
import { podDisruptionBudget } from './podDisruptionBudget';

describe('the PodDisruptionBudget', () => {
  it.each([2, 3, 9])('lets one of %d instances go at a time', instances => {
    expect(
      podDisruptionBudget(testCluster({ instances }))?.spec.maxUnavailable,
    ).toBe(1);
  });

  it('does not exist for one instance, because it could only forbid a drain for ever', () => {
    expect(
      podDisruptionBudget(testCluster({ topology: 'Single', instances: 1 })),
    ).toBeUndefined();
  });
});
