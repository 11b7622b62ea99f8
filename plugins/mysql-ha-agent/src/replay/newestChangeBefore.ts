import { Archive } from '../archive/readArchive';
import { ObjectStore } from '../stores';
import { ArchivedTransaction } from './ArchivedTransaction';
import { lookBack } from './lookBack';

/** What a moment ends with. */
export interface NewestBefore {
  /** Left out when nothing was archived before the moment. */
  readonly newest?: ArchivedTransaction;
  /** The newest one that is no heartbeat; left out when none was found. */
  readonly change?: ArchivedTransaction;
  /** Without `change`: since then there are only heartbeats, in microseconds since 1970. */
  readonly lookedBackTo?: number;
}

/** So many segments are read at most: while nothing is written there is one a minute. */
const mostSegments = 12;

/**
 * The newest transaction that a restore to this moment contains, and the newest one of it that changes anything.
 *
 * @param scratch - a folder for a segment at a time
 * @throws NotRecoverable when the moment is after the archive’s end; DamagedArtifact, StoreError
 */
export async function newestChangeBefore(
  store: ObjectStore,
  archive: Archive,
  moment: number,
  scratch: string,
): Promise<NewestBefore> {
  let newest: ArchivedTransaction | undefined;
  let lookedBackTo = moment;
  let left = mostSegments;
  for await (const seen of lookBack(store, archive, moment, scratch)) {
    newest ??= seen.newest;
    if (seen.change) return { newest, change: seen.change };
    lookedBackTo = Math.min(lookedBackTo, seen.segment.from);
    left -= 1;
    if (left === 0) break;
  }
  return newest ? { newest, lookedBackTo } : {};
}
