import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Firings } from '../backup/schedule/Firings';
import { SpecProblem } from './SpecProblem';

/** What was found out of the schedules that were asked about: the same few are, several times a second. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 1_000;

/** A schedule of proofs that means nothing. The backups themselves go on, so it is no reason to touch nothing. */
export function verifyProblems({ spec }: MySQLCluster): SpecProblem[] {
  const schedule = spec.backup?.verify?.schedule;
  if (schedule === undefined) return [];
  if (!known.has(schedule)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(schedule, problemOf(schedule));
  }
  const message = known.get(schedule);
  return message === undefined
    ? []
    : [{ field: 'spec.backup.verify.schedule', message, effect: 'ignored' }];
}

function problemOf(schedule: string): string | undefined {
  try {
    return Firings.of(schedule, 'UTC').after(new Date(0))
      ? undefined
      : `schedule “${schedule}” names no day that there is: correct it.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
