import { Scenario } from '../Scenario';
import { dropPackets } from './network';

/** The replicas receive transactions, and their acknowledgements don't arrive. */
export const oneDirection: Scenario = {
  name: 'one-direction',
  what: 'what the replicas send to the primary is lost; what it sends to them arrives',
  writesReturn: 'after',
  newPrimary: false,
  within: 60,
  holdSeconds: 12,
  short: false,
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
