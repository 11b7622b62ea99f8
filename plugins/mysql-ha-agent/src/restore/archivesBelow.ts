import { ObjectStore } from '../stores';

/** What the folder of an archive begins with; the uid of the cluster follows, as a namesake has an archive of its own. */
const ARCHIVE = 'archive-';

/** The archives beside a cluster’s backups: one for each cluster of that name that there ever was. */
export async function archivesBelow(
  store: ObjectStore,
  folder: string,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const { key } of store.list(`${folder}/${ARCHIVE}`)) {
    const [name = ''] = key.slice(folder.length + 1).split('/');
    found.add(`${folder}/${name}`);
  }
  return [...found];
}
