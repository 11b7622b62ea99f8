import { setTimeout as delay } from 'node:timers/promises';
import { Scenario } from '../Scenario';

/** Somebody forgets the pod by force, and its mysqld runs on where nobody sees it. */
export const partitionPodDelete: Scenario = {
  name: 'partition-pod-delete',
  what: 'the primary’s node is cut off, and its pod is deleted by force',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 4,
  short: false,
  inject: async arena => {
    const heal = await arena.cutOff(arena.primary);
    await delay(1_000 + arena.random.below(1_000));
    await arena.deletePod(arena.primary, true);
    return heal;
  },
};
