import { setTimeout as delay } from 'node:timers/promises';
import { Scenario } from '../Scenario';
import { kubectl } from './kubectl';

/** What Kubernetes does by itself to a node that stays away: the pod is to go, and nobody there hears it. */
export const partitionEviction: Scenario = {
  name: 'partition-eviction',
  what: 'the primary’s node is cut off, and its pods are evicted',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 4,
  short: false,
  inject: async arena => {
    const node = arena.nodeOf(arena.primary);
    const heal = await arena.cutOff(arena.primary);
    await delay(1_000 + arena.random.below(1_000));
    const taint = 'chaos.mysqlha.dev/gone=true:NoExecute';
    await kubectl('taint', 'node', node, taint);
    return async () => {
      await kubectl('taint', 'node', node, `${taint}-`);
      await heal();
    };
  },
};
