import { z } from 'zod';
import { ObjectStore } from '../stores';
import { readText } from '../stores/readText';
import { manifestKey } from './manifestFile';

const refutationSchema = z.object({
  /** RFC 3339. */
  refutedAt: z.string(),
  /** A sentence: what was wrong. */
  message: z.string(),
});

/** What a restore has shown of an artifact. @public */
export type Refutation = z.output<typeof refutationSchema>;

/** Where it stands that an artifact did not come back as it was saved. */
export function refutationKey(path: string): string {
  return `${path}/refuted.json`;
}

/**
 * Marks an artifact as one that a restore has shown not to come back: nobody who looks at the store alone counts on it then.
 * Only a proof that holds takes the mark away. What is no backup any more, as somebody deletes it, is not marked.
 */
export async function markRefuted(
  store: ObjectStore,
  path: string,
  message: string,
): Promise<void> {
  const isThere = async () => (await store.find(manifestKey(path)))?.key;
  if (!(await isThere())) return;
  const refutedAt = new Date().toISOString();
  const mark: Refutation = { refutedAt, message };
  await store.put(
    refutationKey(path),
    Buffer.from(`${JSON.stringify(mark, null, 1)}\n`),
  );
  // Whoever deletes an artifact begins with its manifest, and may have been through with the rest before the mark was there.
  if (!(await isThere())) await clearRefutation(store, path);
}

/** When and how an artifact was refuted; undefined when it was not, or when nobody can read how. */
export async function findRefutation(
  store: ObjectStore,
  path: string,
): Promise<Refutation | undefined> {
  const key = refutationKey(path);
  if (!(await store.find(key))) return undefined;
  return refutationSchema.safeParse(json(await readText(store, key))).data;
}

/** A proof holds: the artifact is one to count on. */
export async function clearRefutation(
  store: ObjectStore,
  path: string,
): Promise<void> {
  await store.remove([refutationKey(path)]);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
