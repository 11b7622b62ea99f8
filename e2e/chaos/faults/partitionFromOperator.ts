import { nothingDone } from '../judge';
import { Scenario } from '../Scenario';
import { between, dropPackets, operatorAddress } from './network';

/** The operator sees nothing, its replicas see all is well: nobody may be replaced. */
export const partitionFromOperator: Scenario = {
  name: 'partition-from-operator',
  what: 'the operator alone no longer reaches the primary; clients and replicas do',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 10,
  short: false,
  judge: nothingDone,
  inject: arena =>
    dropPackets(
      arena,
      arena.primary,
      between(arena.addressOf(arena.primary), [operatorAddress(arena)]),
    ),
};
