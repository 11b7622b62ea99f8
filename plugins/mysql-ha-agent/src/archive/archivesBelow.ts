import { ObjectStore } from '../stores';

/** The folder of an archive, or of one that was moved aside. */
const ARCHIVE = /\/(archive(-[^/]+)?)\/$/;

/** The archives beside a cluster’s backups. */
export async function archivesBelow(
  store: ObjectStore,
  folder: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const path of store.folders(`${folder}/archive`)) {
    const [, name] = ARCHIVE.exec(path) ?? [];
    if (name) found.push(`${folder}/${name}`);
  }
  return found;
}
