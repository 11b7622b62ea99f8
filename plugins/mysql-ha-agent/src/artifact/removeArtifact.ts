import { ObjectStore } from '../stores';
import { manifestKey } from './manifestFile';

/**
 * Removes an artifact with all that belongs to it, what a killed run left behind too. The manifest goes first: interrupted,
 * the rest is litter and no longer a backup. What is gone already is no error.
 *
 * @public
 */
export async function removeArtifact(
  store: ObjectStore,
  path: string,
): Promise<void> {
  await store.remove([manifestKey(path)]);
  await store.dropUnfinished(`${path}/`);
  const keys = [];
  for await (const { key } of store.list(`${path}/`)) keys.push(key);
  await store.remove(keys);
}
