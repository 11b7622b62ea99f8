import { replacedBecause } from '../judge';
import { Scenario } from '../Scenario';
import { between, dropPackets } from './network';

/** The operator sees the primary, but no commit can be acknowledged any more: the others can go on without it. */
export const partitionFromReplicas: Scenario = {
  name: 'partition-from-replicas',
  what: 'the replicas alone no longer reach the primary; clients and the operator do',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 4,
  short: false,
  judge: replacedBecause(/^the members can’t connect to /),
  inject: arena =>
    dropPackets(
      arena,
      arena.primary,
      between(
        arena.addressOf(arena.primary),
        arena.replicas.map(name => arena.addressOf(name)),
      ),
    ),
};
