import { text } from 'node:stream/consumers';
import { ObjectStore } from './ObjectStore';

/** A small object as text. @throws StoreError, with failure `missing` when it isn’t there @public */
export async function readText(
  store: ObjectStore,
  key: string,
): Promise<string> {
  return text(await store.get(key));
}
