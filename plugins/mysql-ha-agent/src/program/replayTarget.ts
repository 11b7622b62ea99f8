import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ReplayTarget, microsOf } from '../history';

/** The point in time of a restore. @throws Error when it is none */
export function replayTarget({
  time,
  gtidSet,
}: {
  readonly time?: string;
  readonly gtidSet?: string;
}): ReplayTarget {
  if (time !== undefined && gtidSet === undefined)
    return { time: microsOf(time) };
  if (gtidSet !== undefined && time === undefined)
    return { gtidSet: GtidSet.parse(gtidSet) };
  throw new Error(
    'A point in time is either a time or a GTID set: set exactly one of pointInTime.time and pointInTime.gtidSet.',
  );
}
