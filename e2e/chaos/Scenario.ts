import { Arena } from './Arena';
import { Judge } from './judge';

/** One way in which a cluster is hurt. */
export interface Scenario {
  readonly name: string;
  /** What is done, in a sentence. */
  readonly what: string;
  /**
   * When clients must be able to write again: `during` the fault, by what the engine does; or `after` it was healed,
   * because nobody could or should write meanwhile.
   */
  readonly writesReturn: 'during' | 'after';
  /** Whether another instance must lead before that. */
  readonly newPrimary: boolean;
  /** How long writes may take to return each time that they stop, in seconds; a bound for the round, not an aim. */
  readonly within: number;
  /** How long the fault lasts on, in seconds, after writes returned; or in all, if they can't return meanwhile. */
  readonly holdSeconds: number;
  /** Whether it is one of the few that `npm test` plays. */
  readonly short: boolean;
  /** Whether the cluster has one instance alone meanwhile, whose commits wait for nobody. */
  readonly alone?: boolean;
  /** What the engine should have made of it, where that is one thing. */
  readonly judge?: Judge;
  /** Does it. @returns what ends it; called exactly once, also when the round fails */
  inject(arena: Arena): Promise<() => Promise<void>>;
}

/** For a fault that ends by itself. */
export const nothingToHeal = async (): Promise<void> => undefined;
