import { Readable } from 'node:stream';
import { Progress } from '../progress';
import { ObjectStore } from '../stores';
import { ArtifactStream } from './manifest';
import { DamagedArtifact, findDamage, openStream } from './openStream';

/**
 * Gives what was uploaded to its reader. Damaged bytes may be decompressed, and refused by the reader in its own words,
 * before the end of their object is there, which alone shows the damage. So where the reader fails, and not for a reason
 * of the system's, the objects are looked at first.
 *
 * @throws DamagedArtifact, or what the reader fails with
 */
export async function readStream(
  store: ObjectStore,
  stream: ArtifactStream,
  progress: Progress,
  reader: (plain: Readable) => Promise<void>,
): Promise<void> {
  try {
    await reader(openStream(store, stream, progress));
  } catch (failure) {
    if (failure instanceof DamagedArtifact || isOfTheSystem(failure))
      throw failure;
    throw (await findDamage(store, stream.objects)) ?? failure;
  }
}

/** A full disk, an abort and the like have a code. */
function isOfTheSystem(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure;
}
