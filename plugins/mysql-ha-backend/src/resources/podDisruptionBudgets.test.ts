import { testCluster } from './__testUtils__/testCluster';
import { podDisruptionBudgets } from './podDisruptionBudgets';

/** How many of each role a drain may take. */
function mayGo(instances: number) {
  const replicas = instances - 1;
  return Object.fromEntries(
    podDisruptionBudgets(testCluster({ instances })).map(({ spec }) => {
      const role = spec.selector.matchLabels['mysqlha.dev/role'];
      const all = role === 'primary' ? 1 : replicas;
      return [role, all - spec.minAvailable];
    }),
  );
}

describe('the PodDisruptionBudgets', () => {
  it.each([2, 3, 9])(
    'let one replica of %d instances go at a time, and the primary never while it leads',
    instances => {
      expect(mayGo(instances)).toEqual({ primary: 0, replica: 1 });
    },
  );

  it('select each pod once, because no eviction is possible otherwise', () => {
    const [one, other] = podDisruptionBudgets(testCluster({ instances: 3 }));
    expect(one.metadata.name).not.toBe(other.metadata.name);
    expect(one.spec.selector.matchLabels).toEqual({
      ...other.spec.selector.matchLabels,
      'mysqlha.dev/role': 'primary',
    });
  });

  it('do not exist for one instance, because they could only forbid a drain for ever', () => {
    expect(
      podDisruptionBudgets(testCluster({ topology: 'Single', instances: 1 })),
    ).toEqual([]);
  });
});
