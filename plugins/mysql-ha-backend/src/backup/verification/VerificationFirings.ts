import {
  MySQLBackup,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Firings } from '../schedule';

/** Says when the next proof of a cluster’s backups is due; what is not due yet costs nothing to ask again. */
export class VerificationFirings {
  private readonly rests = new Map<
    string,
    { readonly schedule: string; readonly until: number }
  >();

  /**
   * Whether a firing has not been carried out yet. However many were missed, one proof makes up for them.
   *
   * @param backups - of the cluster; asked for when it matters
   * @param now - in milliseconds
   */
  isDue(
    { metadata, spec, status }: MySQLCluster,
    backups: () => readonly MySQLBackup[],
    now: number,
  ): boolean {
    const schedule = spec.backup?.verify?.schedule;
    if (schedule === undefined) return false;
    const rest = this.rests.get(metadata.uid);
    if (rest?.schedule === schedule && now < rest.until) return false;
    const firings = firingsOf(schedule);
    const due = firings?.upTo(new Date(now))?.getTime() ?? -Infinity;
    const tried = [
      metadata.creationTimestamp,
      status.verification?.triedAt,
      ...backups().map(backup => backup.status.verification?.startedAt),
    ].map(moment => Date.parse(moment ?? '') || 0);
    if (due > Math.max(...tried)) return true;
    const until = firings?.after(new Date(now))?.getTime() ?? Infinity;
    this.rests.set(metadata.uid, { schedule, until });
    return false;
  }
}

/** Of one that means nothing the cluster itself tells: see verifyProblems. */
function firingsOf(schedule: string): Firings | undefined {
  try {
    return Firings.of(schedule, 'UTC');
  } catch {
    return undefined;
  }
}
