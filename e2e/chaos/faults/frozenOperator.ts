import { until } from '../../cluster/until';
import { Scenario } from '../Scenario';

/** How long after the crash the operator freezes at most: from before it has noticed to the midst of the failover. */
const INTO_THE_FAILOVER_MS = 600;

/** A stalled operator wakes up, with a plan half done, in a world where another one has acted. */
export const frozenOperator: Scenario = {
  name: 'frozen-operator',
  what: 'the acting operator freezes in the midst of a failover, another one acts, and the first wakes up',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 1,
  short: true,
  inject: async arena => {
    const [acting, successor] = await arena.operatorAndStandby();
    arena.kill(arena.primary);
    await arena.moment(INTO_THE_FAILOVER_MS);
    acting.freeze();
    return async () => {
      try {
        await until(
          'the successor looks after the cluster',
          async () => (await arena.operator()) === successor,
          { seconds: 60 },
        );
      } finally {
        acting.thaw();
      }
    };
  },
};
