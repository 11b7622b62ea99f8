import { replacedBecause } from '../judge';
import { Scenario } from '../Scenario';
import { dropPackets } from './network';

/** The replicas receive transactions, and their acknowledgements don't arrive. */
export const oneDirection: Scenario = {
  name: 'one-direction',
  what: 'what the replicas send to the primary is lost; what it sends to them arrives',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 4,
  short: false,
  // A source does not notice that it is not heard, and counts its replicas as connected.
  judge: replacedBecause(/^the members can’t connect to | hangs: it answers/),
  inject: arena =>
    dropPackets(
      arena,
      arena.primary,
      arena.replicas.map(name => ({
        from: arena.addressOf(name),
        to: arena.addressOf(arena.primary),
      })),
    ),
};
