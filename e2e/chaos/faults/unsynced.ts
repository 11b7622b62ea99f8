import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseUnderTest } from '../../cluster/DatabaseUnderTest';
import { runningVolume, volumeOf } from './volume';

/**
 * Writes a file into an instance's volume, and does not sync it.
 * @returns what throws an Error when it outlived the loss of power, so that the round would show nothing
 */
export function writeUnsynced(
  database: DatabaseUnderTest,
  instance: string,
): () => Promise<void> {
  const name = 'unsynced';
  writeFileSync(join(volumeOf(database.mysqld(instance)), name), 'unsynced');
  return async () => {
    const path = join(await runningVolume(database, instance), name);
    // Another one's sync may have kept its name, and nobody's its contents.
    const kept = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    rmSync(path, { force: true });
    if (kept > 0) {
      throw new Error(
        `the volume of ${instance} forgot nothing: what was not synced is there`,
      );
    }
  };
}
