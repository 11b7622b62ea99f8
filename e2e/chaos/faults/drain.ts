import { Scenario } from '../Scenario';
import { kubectl } from './kubectl';

/** Maintenance: the primary hands over before it is evicted. */
export const drain: Scenario = {
  name: 'drain',
  what: 'the primary’s node is cordoned and its pods are evicted',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 0,
  short: false,
  inject: async arena => {
    const node = arena.nodeOf(arena.primary);
    try {
      await kubectl(
        ...['drain', node, '--ignore-daemonsets', '--delete-emptydir-data'],
        ...['--pod-selector', `mysqlha.dev/cluster=${arena.database.name}`],
        '--timeout=75s',
      );
    } catch (failure) {
      await kubectl('uncordon', node);
      throw failure;
    }
    return async () => void (await kubectl('uncordon', node));
  },
};
