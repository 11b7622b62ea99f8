import { openStore } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import type {
  BackupMethod,
  BackupStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { type Fingerprint, databasesOf } from '../backup/fingerprint';
import type { BackupsUnderTest } from './BackupsUnderTest';
import type { DatabaseUnderTest } from './DatabaseUnderTest';
import { fill } from './matrixData';
import type { MatrixStore } from './matrixStores';
import { momentOf } from './momentOf';
import { untilArchivedPast } from './untilArchivedPast';

/** A cluster that was saved by each method, and damaged later; its binary log goes where the backups are. */
export interface ArchivedSource {
  readonly database: DatabaseUnderTest;
  /** By method. */
  readonly backups: ReadonlyMap<BackupMethod, NamedBackup>;
  /** What the backups hold. */
  readonly saved: Fingerprint;
  /** Between the last commit before the damage and the damage. */
  readonly moment: string;
  /** What was there at that moment: more than any backup holds. */
  readonly before: Fingerprint;
}

/** A backup that succeeded. */
export interface NamedBackup {
  readonly name: string;
  readonly status: BackupStatus;
}

/** Makes one, of one instance. @param store - one with a location of its name beside the cluster */
export async function archivedSource(
  database: DatabaseUnderTest,
  backups: BackupsUnderTest,
  methods: readonly BackupMethod[],
  { name: locationName, access }: MatrixStore,
): Promise<ArchivedSource> {
  await database.apply({
    ...{ topology: 'Single', instances: 1, deletionPolicy: 'Delete' },
    storage: { size: '1Gi', storageClassName: 'local-dynamic' },
    backup: { locationName, archiveBinlogs: true },
  });
  await database.untilHealthy(240);
  const saved = await fill(database);
  const made = new Map<BackupMethod, NamedBackup>();
  for (const method of methods) {
    const name = `${database.name}-${method.toLowerCase()}`;
    const clusterName = database.name;
    await backups.apply('MySQLBackup', name, {
      ...{ clusterName, locationName, method },
    });
    const status = await backups.untilEnd(name);
    if (status.phase !== 'Succeeded')
      throw new Error(`the backup ${name} failed: ${status.message}`);
    made.set(method, { name, status });
  }
  const damaged = await damage(database);
  const store = openStore(access);
  await untilArchivedPast(damaged.moment, database, store).finally(() =>
    store.close(),
  );
  return { database, backups: made, saved, ...damaged };
}

function damage(
  database: DatabaseUnderTest,
): Promise<Pick<ArchivedSource, 'moment' | 'before'>> {
  return database.asApplication(async connection => {
    await connection.query("INSERT INTO files VALUES (4, 'just before')");
    const before = await databasesOf(connection);
    const moment = await momentOf(connection);
    await connection.query('DELETE FROM files');
    await connection.query('DROP TABLE moments');
    return { moment, before };
  });
}
