import { Schedule } from '../schedule';
import { asRecorded } from './asRecorded';
import { fencesForCause } from './fencesForCause';
import { Invariant } from './Invariant';
import { nobodyLockedOut } from './nobodyLockedOut';
import { nothingLost } from './nothingLost';
import { oneAddress } from './oneAddress';
import { oneCommitter } from './oneCommitter';
import { selfFenced } from './selfFenced';
import { termRises } from './termRises';

export * from './healed';
export type { Invariant, Scene } from './Invariant';
export * from './quorumHolds';

/** What is looked at after each event (design section 5). */
export function invariants(schedule: Schedule): readonly Invariant[] {
  return [
    oneCommitter,
    nothingLost(),
    asRecorded,
    oneAddress(),
    termRises(),
    selfFenced,
    nobodyLockedOut(),
    fencesForCause(schedule),
  ];
}
