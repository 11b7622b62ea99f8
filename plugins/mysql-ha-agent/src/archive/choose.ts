import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { InstanceFacts } from './lookAt';

/** An instance that answered. */
export interface SeenInstance extends InstanceFacts {
  readonly name: string;
}

/** A replica that lacks more transactions than these of its primary isn’t one to archive from. */
const mostBehind = 1_000;

/**
 * The primary: the one that is writable. A server that was primary once and isn’t any more boots read-only, and one
 * that was fenced is.
 *
 * @param newestTerm - in the archive: an older primary must not add to it
 * @throws Error saying what is waited for
 */
export function choosePrimary(
  seen: readonly SeenInstance[],
  newestTerm: number,
): SeenInstance {
  const writable = seen.filter(({ writable: open }) => open);
  const term = Math.max(...writable.map(one => one.term));
  const [primary, second] = writable.filter(one => one.term === term);
  if (!primary)
    throw new Error(
      seen.length === 0
        ? 'No instance answers: the archive goes on when one does.'
        : 'No instance is writable now: the archive goes on when there is a primary.',
    );
  if (second)
    throw new Error(
      `Both ${primary.name} and ${second.name} are writable in term ${term}: which of them is the primary is not the archive’s to say. It goes on when one of them is.`,
    );
  if (term < newestTerm)
    throw new Error(
      `${primary.name} is writable in term ${term}, and the archive has transactions of term ${newestTerm}: it goes on when the newer primary answers.`,
    );
  return primary;
}

/**
 * Whom to read from: a current replica by preference, which relieves the primary, else whoever lacks the least of what
 * comes after the archive.
 *
 * @param shunned - names of those that were tried and did not keep up
 */
export function chooseSource(
  seen: readonly SeenInstance[],
  primary: SeenInstance,
  archived: GtidSet,
  shunned: ReadonlySet<string> = new Set(),
): SeenInstance {
  const ranked = seen
    .map(one => ({
      one,
      lost: one.purged.subtract(archived).count(),
      behind: primary.executed.subtract(one.executed).count(),
      rank: one === primary ? 1 : 0,
    }))
    .filter(
      ({ one, behind }) =>
        one === primary || (behind <= mostBehind && !shunned.has(one.name)),
    )
    .sort((a, b) => a.lost - b.lost || a.rank - b.rank || a.behind - b.behind);
  return ranked[0]?.one ?? primary;
}
