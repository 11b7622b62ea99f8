import { Scenario } from '../Scenario';

/** The old primary runs on in the dark, with whatever clients are there with it. */
export const partitionPrimary: Scenario = {
  name: 'partition',
  what: 'the primary’s node is cut off the network',
  writesReturn: 'during',
  newPrimary: true,
  within: 60,
  holdSeconds: 4,
  short: true,
  inject: arena => arena.cutOff(arena.primary),
};
