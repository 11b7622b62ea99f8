import { manifestKey, readManifest, refutationKey } from '../artifact';
import { SavedState } from '../history/SavedState';
import { savedStateOf } from '../history/savedStateOf';
import { ObjectStore } from '../stores';

/** The backups of all databases below a folder, each manifest read once. */
export class SavedStates {
  private known = new Map<string, SavedState | undefined>();

  /** @param folder - below the store’s prefix */
  constructor(private readonly folder: string) {}

  /** @throws StoreError; Error when another version wrote one: what it needs isn’t known then */
  async read(store: ObjectStore): Promise<readonly SavedState[]> {
    const found = new Map<string, SavedState | undefined>();
    const refuted = new Set<string>();
    for await (const { key } of store.list(`${this.folder}/`)) {
      if (key.endsWith(refutationKey('')))
        refuted.add(key.slice(0, -refutationKey('').length));
      const path = key.slice(0, -manifestKey('').length);
      if (key !== manifestKey(path)) continue;
      found.set(
        path,
        this.known.has(path)
          ? this.known.get(path)
          : savedStateOf(path, await readManifest(store, path)),
      );
    }
    this.known = found;
    return [...found].flatMap(([path, state]) =>
      state
        ? [refuted.has(path) ? { ...state, refuted: true as const } : state]
        : [],
    );
  }
}
