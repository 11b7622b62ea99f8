import { retireArchives } from '../archive/retireArchives';
import { ObjectStore } from '../stores';
import { Settings } from './settings';

/** Deletes what no backup needs of archives that nobody goes on with, and tells what became of them. */
export async function runRetire(
  { namespace, kept }: Extract<Settings, { verb: 'retire' }>,
  store: ObjectStore,
  { signal }: { readonly signal: AbortSignal },
): Promise<Readonly<Record<string, string | number>>> {
  const { complaint, ...counted } = await retireArchives({
    ...{ store, namespace, signal },
    kept: new Set(kept),
  });
  return { ...counted, ...(complaint !== undefined && { complaint }) };
}
