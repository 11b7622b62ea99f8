import { nothingDone } from '../judge';
import { Scenario } from '../Scenario';

/** Nothing must happen but that one is missed: the other replica acknowledges. */
export const partitionReplica: Scenario = {
  name: 'partition-replica',
  what: 'a replica’s node is cut off the network',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 8,
  short: false,
  judge: nothingDone,
  inject: arena => arena.cutOff(arena.someReplica),
};
