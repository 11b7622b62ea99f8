import { tmpdir } from 'node:os';
import { Archive, readArchive } from '../archive';
import { SavedStates } from '../archive/SavedStates';
import { findManifest } from '../artifact';
import {
  NotRecoverable,
  ReplayTarget,
  SavedState,
  instant,
  microsOf,
  recoverability,
} from '../history';
import { notRecoverableTo } from '../history/notRecoverableTo';
import {
  ArchivedTransaction,
  newestTransactionBefore,
  requireReplayOf,
} from '../replay';
import { ObjectStore } from '../stores';
import { archivesBelow } from '../archive/archivesBelow';
import { savedStateOf } from '../history/savedStateOf';

/** What is asked for. @public */
export interface RecoveryQuestion {
  readonly store: ObjectStore;
  /** A backup, or the folder of a cluster with its backups and archives; below the store’s prefix. */
  readonly path: string;
  /** Left out: the newest backup as it is. */
  readonly target?: ReplayTarget;
  /** A folder for a segment at a time. */
  readonly scratch?: string;
  /** For tests; in milliseconds. */
  readonly now?: () => number;
}

/** What a restore begins with, and goes on with. @public */
export interface Recovery {
  /** The backup. */
  readonly path: string;
  /** Where the archive is, when there was a target. */
  readonly archive?: string;
  /** The newest transaction that the data will hold, when the target is a moment. */
  readonly newest?: ArchivedTransaction;
}

/**
 * Finds the newest backup from which a point in time can be reached, and the archive that leads there, from what the store
 * holds alone. Nothing is changed.
 *
 * @throws NotRecoverable naming the gap and the nearest moments; StoreError
 * @public
 */
export async function findRecovery(
  question: RecoveryQuestion,
): Promise<Recovery> {
  const { store, path, target } = question;
  requirePast(question);
  const { backups, refuted, folder } = await backupsAt(question);
  if (backups.length === 0 && refuted !== undefined)
    throw new NotRecoverable(
      `No backup at ${path} in ${store.where} is one to count on: a proof has refuted all of them. Name one of them, as ${refuted}, to try it all the same.`,
    );
  if (!target) return { path: backups[0]?.name ?? path };
  if (backups.length === 0)
    throw new NotRecoverable(
      `There is no backup of all databases at ${path} in ${store.where}: name a backup, or the folder of a cluster that has some.`,
    );
  const archives: Archive[] = [];
  for (const archive of await archivesBelow(store, folder))
    archives.push(await readArchive(store, archive));
  return firstThatReaches(question, target, backups, archives);
}

async function firstThatReaches(
  { store, path, scratch = tmpdir() }: RecoveryQuestion,
  target: ReplayTarget,
  backups: readonly SavedState[],
  archives: readonly Archive[],
): Promise<Recovery> {
  let refusal: Error = new NotRecoverable(
    `No binary logs are archived beside ${path} in ${store.where}, so that only backups themselves can be restored: leave pointInTime out, or set spec.backup.archiveBinlogs of the cluster for the future.`,
  );
  for (const { name, gtidExecuted, completedAt } of backups) {
    const manifest = {
      gtidExecuted: gtidExecuted.toString(),
      completedAt: instant(completedAt),
    };
    for (const archive of archives) {
      try {
        const job = { store, target, path: name, scratch, manifest };
        await requireReplayOf(archive, job);
        const newest =
          'time' in target
            ? await newestTransactionBefore(
                ...([store, archive, target.time, scratch] as const),
              )
            : undefined;
        return { path: name, archive: archive.path, ...(newest && { newest }) };
      } catch (failure) {
        if (!(failure instanceof NotRecoverable)) throw failure;
        refusal = failure;
      }
    }
  }
  throw 'time' in target && archives.length > 0
    ? notRecoverableTo(
        target.time,
        archives.map(archive => recoverability(archive, backups)),
        archivedTo(archives),
        refusal,
      )
    : refusal;
}

function archivedTo(archives: readonly Archive[]): number {
  return Math.max(
    0,
    ...archives.flatMap(({ chapters }) =>
      chapters.map(({ segments }) => segments.at(-1)?.to ?? 0),
    ),
  );
}

/**
 * The backups that may be restored from, newest first, and the folder that their archives are in. One that a proof refuted
 * is none of them, unless somebody names it.
 */
async function backupsAt({ store, path, target }: RecoveryQuestion): Promise<{
  readonly backups: readonly SavedState[];
  /** The newest one that was refuted. */
  readonly refuted?: string;
  readonly folder: string;
}> {
  const one = await findManifest(store, path);
  if (one) {
    const state = savedStateOf(path, one.manifest);
    if (target && !state)
      throw new NotRecoverable(
        `${path} holds single databases, which can’t be restored to a point in time, as archived transactions may span others: choose a backup of all.`,
      );
    return {
      backups: state ? [state] : [],
      folder: path.split('/').slice(0, -2).join('/'),
    };
  }
  const all = await new SavedStates(`${path}/backups`).read(store);
  const newestFirst = [...all].sort((a, b) => b.completedAt - a.completedAt);
  return {
    backups: newestFirst.filter(({ refuted }) => !refuted),
    refuted: newestFirst.find(({ refuted }) => refuted)?.name,
    folder: path.replace(/\/+$/, ''),
  };
}

function requirePast({ target, now = Date.now }: RecoveryQuestion): void {
  if (!target || !('time' in target)) return;
  const today = microsOf(new Date(now()).toISOString());
  if (target.time > today)
    throw new NotRecoverable(
      `${instant(target.time)} is in the future, as it is ${instant(
        today,
      )} now: choose a moment that has passed.`,
    );
}
