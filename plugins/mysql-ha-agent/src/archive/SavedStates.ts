import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { manifestKey, readManifest } from '../artifact';
import { SavedState } from '../history/SavedState';
import { microsOf } from '../history/instant';
import { ObjectStore } from '../stores';

/** The backups of all databases below a folder, each manifest read once. */
export class SavedStates {
  private known = new Map<string, SavedState | undefined>();

  /** @param folder - below the store’s prefix */
  constructor(private readonly folder: string) {}

  /** @throws StoreError; Error when another version wrote one: what it needs isn’t known then */
  async read(store: ObjectStore): Promise<readonly SavedState[]> {
    const found = new Map<string, SavedState | undefined>();
    for await (const { key } of store.list(`${this.folder}/`)) {
      const path = key.slice(0, -manifestKey('').length);
      if (key !== manifestKey(path)) continue;
      found.set(
        path,
        this.known.has(path)
          ? this.known.get(path)
          : await savedState(store, path),
      );
    }
    this.known = found;
    return [...found.values()].flatMap(state => (state ? [state] : []));
  }
}

async function savedState(
  store: ObjectStore,
  path: string,
): Promise<SavedState | undefined> {
  const manifest = await readManifest(store, path);
  // Single databases can’t be brought to a moment.
  if (manifest.databases.length > 0) return undefined;
  return {
    name: path,
    gtidExecuted: GtidSet.parse(manifest.gtidExecuted),
    completedAt: microsOf(manifest.completedAt),
  };
}
