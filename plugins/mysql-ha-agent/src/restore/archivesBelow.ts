import { ObjectStore } from '../stores';

/** What the folder of an archive begins with: the cluster’s own is `archive`, which its successor of the same name goes on with. */
const ARCHIVE = 'archive';

/** The archives beside a cluster’s backups; also one that somebody copied or kept there under a longer name. */
export async function archivesBelow(
  store: ObjectStore,
  folder: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const path of store.folders(`${folder}/${ARCHIVE}`))
    found.push(path.replace(/\/$/, ''));
  return found;
}
