import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Snapshot } from '../observe';

type Verification = ClusterStatus['verification'];

/** What restores have proved of a cluster’s backups. The record outlives the backups that it is of. Pure. */
export function verification(
  { verification: seen }: Pick<Snapshot, 'verification'>,
  previous: Verification,
): Verification {
  if (!seen) return previous;
  const { last, proved } = seen;
  const isNewer = isAfter(last.startedAt, previous?.triedAt);
  const isProof = proved && isAfter(proved.at, previous?.provedAt);
  return {
    ...previous,
    ...(isProof && { provedAt: proved.at, provedBackup: proved.backup }),
    ...(isNewer && {
      triedAt: last.startedAt,
      backup: last.backup,
      message: last.message,
    }),
  };
}

/** Not before, in fact: the same try has more to tell as it goes on. */
function isAfter(moment: string, other: string | undefined): boolean {
  return other === undefined || Date.parse(moment) >= Date.parse(other);
}
