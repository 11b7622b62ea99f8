import { heal, partition } from '../../../local-cluster/index.ts';
import { Scenario } from '../Scenario';

/** Nothing must happen but that one is missed: the other replica acknowledges. */
export const partitionReplica: Scenario = {
  name: 'partition-replica',
  what: 'a replica’s node is cut off the network',
  writesReturn: 'during',
  newPrimary: false,
  within: 30,
  holdSeconds: 8,
  short: false,
  inject: async arena => {
    const node = arena.nodeOf(arena.someReplica);
    await partition(node);
    return () => heal(node);
  },
};
