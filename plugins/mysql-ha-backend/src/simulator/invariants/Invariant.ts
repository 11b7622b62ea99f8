import { GtidSet } from '../../mysql';
import { SimulatedCluster } from '../SimulatedCluster';

/** What invariants look at. */
export interface Scene {
  readonly cluster: SimulatedCluster;
  /** All that clients were told OK for. */
  readonly acknowledged: GtidSet;
  /**
   * Asked when one begins to take writes without some of it.
   * @returns whether that was promised: then nobody counts on it any more
   */
  giveUp(missing: GtidSet): boolean;
  /** Instances that somebody made writable by hand, until they are closed again. */
  readonly openedByHand: ReadonlySet<string>;
  /** Milliseconds. */
  readonly now: number;
}

/** Something that holds at each moment of each run. */
export interface Invariant {
  /** What it is called in a report. */
  readonly name: string;
  /** @returns how it is broken now, as a sentence */
  look(scene: Scene): string | undefined;
}
