import { closedItself } from '../judge';
import { Scenario } from '../Scenario';

/** It is alone after 3 s, by the second look that failed, and cuts its clients off by force after 3 s more. */
const CLOSED_SECONDS = 9;

/** The old primary runs on in the dark, with whatever clients are there with it, until it closes by itself. */
export const partitionPrimary: Scenario = {
  name: 'partition',
  what: 'the primary’s node is cut off the network',
  writesReturn: 'during',
  newPrimary: true,
  within: 60,
  holdSeconds: 8,
  short: true,
  judge: closedItself(CLOSED_SECONDS),
  inject: arena => arena.cutOff(arena.primary),
};
