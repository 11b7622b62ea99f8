import { createHash } from 'node:crypto';
import { ObjectStore } from '../stores';
import { readText } from '../stores/readText';
import { Manifest, manifestSchema } from './manifest';

/** Where the manifest of an artifact is. @public */
export function manifestKey(path: string): string {
  return `${path}/manifest.json`;
}

/** Writes the manifest: from now on the artifact is a backup. @returns the sha256 of the manifest @public */
export async function writeManifest(
  store: ObjectStore,
  path: string,
  manifest: Manifest,
  signal?: AbortSignal,
): Promise<string> {
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  await store.put(manifestKey(path), text, signal);
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads a manifest.
 *
 * @throws StoreError when there is none; Error when this agent can’t read it
 * @public
 */
export async function readManifest(
  store: ObjectStore,
  path: string,
): Promise<Manifest> {
  return parse(store, path, await readText(store, manifestKey(path)));
}

function parse(store: ObjectStore, path: string, text: string): Manifest {
  const read = manifestSchema.safeParse(json(text));
  if (read.success) return read.data;
  throw new Error(
    `${manifestKey(path)} in ${
      store.where
    } is no manifest that this version reads: ${
      read.error.issues[0]?.message ?? 'it is not JSON'
    } at ${
      read.error.issues[0]?.path.join('.') || 'its beginning'
    }. Restore it with the version of mysql-ha that wrote it, or choose another backup.`,
  );
}

/** A manifest that is there, with the sha256 of its text; undefined when there is none. @public */
export async function findManifest(
  store: ObjectStore,
  path: string,
): Promise<{ manifest: Manifest; sha256: string } | undefined> {
  if (!(await store.find(manifestKey(path)))) return undefined;
  const text = await readText(store, manifestKey(path));
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { manifest: parse(store, path, text), sha256 };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
