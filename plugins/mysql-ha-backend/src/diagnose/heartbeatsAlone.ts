import { GtidSet } from '../mysql';
import { InstanceSnapshot, Snapshot } from '../observe';
import { Found } from './ProblemKind';
import { refill } from './refill';

/**
 * A rebuild for which nobody is asked: all that an instance holds alone changes nothing but the engine's own heartbeat, so
 * nobody misses it, whatever was promised. That was read in its binary logs, and is read again before anything is
 * destroyed (`act/keepBinlogs`). Nothing where that is not known of each transaction.
 *
 * @param alone - what it holds alone
 * @param what - that it does, as a clause
 */
export function heartbeatsAlone(
  snapshot: Snapshot,
  { name, heartbeats }: InstanceSnapshot,
  alone: GtidSet,
  what: string,
): Omit<Found, 'instance'> | undefined {
  if (!heartbeats?.contains(alone)) return undefined;
  const { donor, recovery } = refill(snapshot, name, true);
  return {
    message: `${what}. These are heartbeats of the engine and nothing else, so nobody is asked: the instance is rebuilt ${
      donor ? `from ${donor}` : 'once a donor is free'
    }.`,
    recovery:
      recovery?.kind === 'Clone'
        ? { ...recovery, heartbeatsOnly: true }
        : recovery,
  };
}
