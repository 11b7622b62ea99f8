import { randomUUID } from 'node:crypto';
import { ObjectStore } from './ObjectStore';
import { readText } from './readText';

/**
 * Proves that backups can be kept here: an object is written, listed, read and deleted.
 *
 * @throws StoreError for what is refused; Error when what is read is not what was written
 * @public
 */
export async function probeStore(
  store: ObjectStore,
  signal?: AbortSignal,
): Promise<void> {
  const key = `.mysqlha-probe-${randomUUID()}`;
  await store.put(key, Buffer.from(key), signal);
  try {
    const listed: string[] = [];
    for await (const object of store.list(key)) listed.push(object.key);
    const read = await readText(store, key);
    if (read !== key || !listed.includes(key))
      throw new Error(
        `The ${
          store.where
        } does not give back what was written: an object was stored under "${key}" and ${
          read === key ? 'is not listed' : 'reads otherwise'
        }. Choose a store whose reads follow its writes, as S3’s and Azure’s do.`,
      );
  } catch (failure) {
    // The refusal is what matters; a probe that stays is a few bytes.
    await store.remove([key]).catch(() => {});
    throw failure;
  }
  await store.remove([key]);
}
