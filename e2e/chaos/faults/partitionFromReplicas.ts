import { Scenario } from '../Scenario';
import { between, dropPackets } from './network';

/** The operator sees the primary, but no commit can be acknowledged any more. */
export const partitionFromReplicas: Scenario = {
  name: 'partition-from-replicas',
  what: 'the replicas alone no longer reach the primary; clients and the operator do',
  writesReturn: 'after',
  newPrimary: false,
  within: 60,
  holdSeconds: 12,
  short: false,
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
