import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clearRefutation, markRefuted } from '../artifact/refutation';
import { Programs } from '../mysql';
import { Progress } from '../progress';
import { restore } from '../restore';
import { ObjectStore } from '../stores';
import { blamesArtifact } from './blamesArtifact';
import { countedIn } from './countedIn';
import { Settings } from './settings';

/**
 * A restore that nobody uses: it passes the same checks. What it has shown is written beside the artifact too, for those who
 * have nothing but the store: an archive’s range, and a restore that looks for a backup to begin with.
 */
export async function runVerify(
  { path, scratch }: Extract<Settings, { verb: 'verify' }>,
  store: ObjectStore,
  around: {
    readonly programs: Programs;
    readonly progress: Progress;
    readonly signal: AbortSignal;
  },
): Promise<Readonly<Record<string, string | number>>> {
  const datadir = join(scratch, 'verified');
  try {
    const { manifest, gtidExecuted } = await restore({
      ...{ store, path, scratch, datadir, databases: [] },
      ...around,
    });
    await rm(datadir, { recursive: true });
    await clearRefutation(store, path);
    return { gtidExecuted, ...countedIn(manifest) };
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : `${failure}`;
    // Whoever is told to stop has shown nothing; and the verdict counts though the store takes no mark of it.
    if (blamesArtifact(failure) && !around.signal.aborted)
      await markRefuted(store, path, message).catch(() => undefined);
    throw failure;
  }
}
