import { stringifyError } from '@backstage/errors';
import {
  BackupScheduleStatus,
  MySQLBackup,
  MySQLBackupSchedule,
  mysqlBackupSchema,
  SCHEDULE_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { Recorded, writeStatus } from '../records';
import { parseOnce } from '../../kubernetes/parseOnce';
import { Firings } from './Firings';
import { backupName, makeBackup } from './makeBackup';
import { retain } from './retain';

/** How long nothing is computed anew where nothing changed, in milliseconds. */
const REST_MS = 30_000;

/** A firing that is carried out later than this was missed, and is said to have been, in milliseconds. */
const LATE_MS = 5 * 60_000;

/**
 * Makes the backups of a schedule. Of firings that were missed, because no operator ran, the schedule was suspended or the
 * backup before was not through, the newest is caught up once.
 */
export class ScheduleReconciler {
  private readonly parse = parseOnce(mysqlBackupSchema);
  /** What was seen to, and until when that is enough: time zones are dear to compute. */
  private readonly rests = new Map<
    string,
    { readonly mark: string; readonly until: number }
  >();

  constructor(private readonly context: BackupContext) {}

  async reconcile(schedule: MySQLBackupSchedule): Promise<void> {
    const { metadata, spec } = schedule;
    if (metadata.deletionTimestamp) return;
    const backups = this.backupsOf(schedule);
    const mark = [metadata, ...backups.map(backup => backup.metadata)]
      .map(({ uid, resourceVersion }) => `${uid} ${resourceVersion}`)
      .join(' ');
    const now = this.context.clock.now();
    const rest = this.rests.get(metadata.uid);
    if (rest?.mark === mark && now < rest.until) return;
    const status: BackupScheduleStatus = {
      ...schedule.status,
      ...this.newestOf(backups),
      observedGeneration: metadata.generation,
    };
    try {
      const firings = Firings.of(spec.schedule, spec.timeZone);
      await this.write(
        schedule,
        await this.fire(schedule, firings, backups, status),
      );
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'InputError') throw error;
      await this.write(schedule, {
        ...status,
        nextScheduleTime: undefined,
        message: stringifyError(error).replace(/^InputError: /, ''),
      });
    }
    await retain(this.context, schedule, backups);
    const next = Date.parse(schedule.status.nextScheduleTime ?? '');
    const until = Math.min(now + REST_MS, next > now ? next : Infinity);
    this.rests.set(metadata.uid, { mark, until });
  }

  private async fire(
    schedule: MySQLBackupSchedule,
    firings: Firings,
    backups: readonly MySQLBackup[],
    status: BackupScheduleStatus,
  ): Promise<BackupScheduleStatus> {
    const { metadata, spec } = schedule;
    const now = new Date(this.context.clock.now());
    if (spec.suspend)
      return {
        ...status,
        nextScheduleTime: undefined,
        message: 'It is suspended: set suspend to false to go on.',
      };
    const next = firings.after(now)?.toISOString();
    const waiting: BackupScheduleStatus = { ...status, nextScheduleTime: next };
    if (!next)
      return {
        ...waiting,
        message: `schedule “${spec.schedule}” names no day that there is: correct it.`,
      };
    const due = firings.upTo(now);
    const since = Date.parse(
      schedule.status.lastScheduleTime ?? metadata.creationTimestamp ?? '',
    );
    if (!due || due.getTime() <= since)
      return { ...waiting, message: this.lasting(status, backups) };
    const unfinished = backups.find(
      ({ status: { phase } }) => phase !== 'Succeeded' && phase !== 'Failed',
    );
    if (unfinished)
      return {
        ...waiting,
        message: `The firing of ${due.toISOString()} waits for ${
          unfinished.metadata.name
        }, as one backup is made at a time.`,
      };
    const locationName = this.locationOf(schedule);
    if (!locationName)
      return {
        ...waiting,
        message: `Where to? Neither backupTemplate.spec.locationName nor spec.backup.locationName of the MySQLCluster ${spec.clusterName} says it: set one of them.`,
      };
    const lacking = this.whatIsLacking(schedule, due, locationName);
    if (lacking !== undefined) return { ...waiting, message: lacking };
    const name = await makeBackup(this.context, schedule, due, locationName);
    if (name === undefined)
      return {
        ...waiting,
        message: `A MySQLBackup ${backupName(
          schedule,
          due,
        )} is there already, which this schedule did not make: delete it, and the firing of ${due.toISOString()} is caught up.`,
      };
    const late = now.getTime() - due.getTime() > LATE_MS;
    return {
      ...waiting,
      lastScheduleTime: due.toISOString(),
      lastBackup: name,
      message: late
        ? `The firing of ${due.toISOString()} was missed and is caught up by ${name}.`
        : undefined,
    };
  }

  /** What was said of a firing that was caught up stays until its backup is through; the rest is over. */
  private lasting(
    { message, lastBackup }: BackupScheduleStatus,
    backups: readonly MySQLBackup[],
  ): string | undefined {
    const last = backups.find(({ metadata }) => metadata.name === lastBackup);
    if (last?.status.phase === 'Failed')
      return `${last.metadata.name} failed: ${last.status.message}`;
    return message?.includes('is caught up by') &&
      last?.status.phase !== 'Succeeded'
      ? message
      : undefined;
  }

  /** Without it each backup would fail, firing by firing. */
  private whatIsLacking(
    { metadata: { namespace, name }, spec }: MySQLBackupSchedule,
    due: Date,
    locationName: string,
  ): string | undefined {
    const { kubernetes } = this.context;
    if (!kubernetes.getCluster(namespace, spec.clusterName))
      return `There is no MySQLCluster ${spec.clusterName} in the namespace ${namespace}: correct clusterName, or delete the schedule (kubectl delete mybs ${name}), which leaves its backups.`;
    return kubernetes.getWatched('MySQLBackupLocation', namespace, locationName)
      ? undefined
      : `There is no MySQLBackupLocation ${locationName} in the namespace ${namespace}: create it, and the firing of ${due.toISOString()} is caught up.`;
  }

  private newestOf(
    backups: readonly MySQLBackup[],
  ): Pick<BackupScheduleStatus, 'lastSuccessfulTime'> {
    const times = backups.flatMap(({ status }) =>
      status.phase === 'Succeeded' && status.completedAt
        ? [status.completedAt]
        : [],
    );
    const newest = times.sort()[times.length - 1];
    return newest ? { lastSuccessfulTime: newest } : {};
  }

  private locationOf({
    metadata,
    spec,
  }: MySQLBackupSchedule): string | undefined {
    return (
      spec.backupTemplate.spec.locationName ??
      this.context.kubernetes.getCluster(metadata.namespace, spec.clusterName)
        ?.spec.backup?.locationName
    );
  }

  private backupsOf({ metadata, spec }: MySQLBackupSchedule): MySQLBackup[] {
    return this.context.kubernetes
      .listOwned('MySQLBackup', metadata.namespace, spec.clusterName)
      .flatMap(object => this.parse(object) ?? [])
      .filter(
        backup =>
          backup.metadata.labels[SCHEDULE_LABEL] === metadata.name &&
          !backup.metadata.deletionTimestamp,
      );
  }

  private async write(
    schedule: MySQLBackupSchedule,
    status: BackupScheduleStatus,
  ): Promise<void> {
    const { kubernetes, covers } = this.context;
    const { namespace } = schedule.metadata;
    if (covers({ namespace, name: schedule.spec.clusterName }))
      await writeStatus<Recorded>(kubernetes, schedule, status);
  }
}
