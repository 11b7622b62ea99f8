import { join } from 'node:path';
import { ArchiveReport } from '../archive';
import { findManifest, readManifest, removeArtifact } from '../artifact';
import { FinishedBackup, backUp } from '../backup';
import { FoundArtifact } from '../discovery';
import { Programs } from '../mysql';
import { Progress } from '../progress';
import { instant } from '../history';
import { findRecovery, restore } from '../restore';
import { ObjectStore } from '../stores';
import { probeStore } from '../stores/probeStore';
import { replayTarget } from './replayTarget';
import { runArchive } from './runArchive';
import { runDiscovery } from './runDiscovery';
import { runRetire } from './runRetire';
import { runVerify } from './runVerify';
import { secret, storeAccess } from './secrets';
import { storeOpener } from './storeOpener';
import { Settings } from './settings';

/** What surrounds a run. */
export interface Surroundings {
  /** Where the Secrets are mounted: `mysql` (`username`, `password`), `store`, `store-ca`. */
  readonly secrets: string;
  readonly programs: Programs;
  readonly progress: Progress;
  /** Is told how an archive goes. */
  readonly report: (report: ArchiveReport) => void;
  /** Is told of each backup that lies in a place. */
  readonly found: (artifact: FoundArtifact) => void;
  readonly signal: AbortSignal;
}

/** What a Job’s last line says when all went well; the operator copies it into the status. */
export type Result = Readonly<Record<string, string | number>>;

/** Whoever asks whether a store is reachable wants to know it soon. */
const probedForMs = 5_000;

/** Does what the settings ask for. */
export async function run(
  settings: Settings,
  { secrets, ...around }: Surroundings,
): Promise<Result> {
  const open = await storeOpener(settings.store.kind);
  const store = open(
    storeAccess(settings, secrets),
    settings.verb === 'probe' ? probedForMs : undefined,
  );
  try {
    switch (settings.verb) {
      case 'probe':
        await probeStore(store, around.signal);
        return {};
      case 'discover':
        return await runDiscovery(settings, store, around);
      case 'describe':
        return describe(store, settings);
      case 'remove': {
        const { path, unlessFinished } = settings;
        const found =
          unlessFinished !== undefined && (await findManifest(store, path));
        if (found && found.manifest.id === unlessFinished)
          return backupResult(path, found);
        await removeArtifact(store, path);
        return {};
      }
      case 'backup': {
        const login = join(secrets, 'mysql');
        const source = {
          ...settings.source,
          user: secret(login, 'username'),
          password: secret(login, 'password'),
        };
        return backupResult(
          settings.path,
          await backUp({ ...settings, ...around, source, store }),
        );
      }
      case 'restore': {
        const { pointInTime } = settings;
        const { gtidExecuted, restoredTo } = await restore({
          ...settings,
          ...around,
          store,
          pointInTime: pointInTime && {
            archive: pointInTime.archive,
            target: replayTarget(pointInTime),
          },
        });
        return { gtidExecuted, ...(restoredTo && { restoredTo }) };
      }
      case 'verify':
        return await runVerify(settings, store, around);
      case 'retire':
        return await runRetire(settings, store, around);
      case 'archive':
        await runArchive(settings, secrets, { ...around, open });
        return {};
      default:
        throw new Error(`unknown verb ${settings satisfies never}`);
    }
  } finally {
    store.close();
  }
}

/** What a restore has to know before it begins. */
async function describe(
  store: ObjectStore,
  { path, pointInTime, scratch }: Extract<Settings, { verb: 'describe' }>,
): Promise<Result> {
  const { newest, ...found } = await findRecovery({
    ...{ store, path, scratch },
    ...(pointInTime && { target: replayTarget(pointInTime) }),
  });
  const manifest = await readManifest(store, found.path);
  const { cluster, method, version, gtidExecuted, bytes } = manifest;
  return {
    cluster: cluster.databaseOf ?? cluster.name,
    ...{ method, version, gtidExecuted, bytes, ...found },
    databases: manifest.databases.length,
    clusterSpec: JSON.stringify(manifest.clusterSpec ?? {}),
    ...(newest && {
      newestGtid: newest.gtid,
      newestTime: instant(newest.committedAt),
    }),
  };
}

function backupResult(
  path: string,
  { manifest, sha256 }: FinishedBackup,
): Result {
  const { gtidExecuted, sizeBytes, version, startedAt, completedAt } = manifest;
  return {
    ...{ path, sha256, gtidExecuted, sizeBytes },
    ...{ version, startedAt, completedAt },
  };
}
