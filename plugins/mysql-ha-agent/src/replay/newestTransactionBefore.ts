import { tmpdir } from 'node:os';
import { Archive } from '../archive/readArchive';
import { ObjectStore } from '../stores';
import { ArchivedTransaction } from './ArchivedTransaction';
import { lookBack } from './lookBack';

/**
 * The newest transaction that a restore to this moment contains; undefined when none was archived before it.
 *
 * @param scratch - a folder for a segment at a time
 * @throws NotRecoverable when the moment is after the archive’s end; DamagedArtifact, StoreError
 * @public
 */
export async function newestTransactionBefore(
  store: ObjectStore,
  archive: Archive,
  moment: number,
  scratch = tmpdir(),
): Promise<ArchivedTransaction | undefined> {
  for await (const { newest } of lookBack(store, archive, moment, scratch))
    if (newest) return newest;
  return undefined;
}
