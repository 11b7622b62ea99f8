import {
  MySQLBackupLocation,
  mysqlBackupLocationSchema,
  mysqlClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parseOnce } from '../../kubernetes/parseOnce';
import { BackupContext } from '../BackupContext';
import { AgentRun, JobKey, jobName, storeOf } from '../jobs';
import { hasEnded } from '../jobs/judgeRun';
import { Recorded, writeStatus } from '../records';
import { archivePath } from './archivePath';
import { retiredInWords } from './retiredInWords';
import { retireTask } from './retireTask';

/** How often it is looked, in milliseconds: what becomes useless costs a little for a day longer. */
const EVERY_MS = 24 * 3_600_000;

/**
 * Has the archives looked through that no cluster goes on with, as it was deleted, archives elsewhere, or not at all any more. As
 * long as an archiver runs it deletes by itself what no backup needs; here a Job of the agent does, once a day for each location.
 */
export class RetirementReconciler {
  private readonly cluster = parseOnce(mysqlClusterSchema);
  private readonly location = parseOnce(mysqlBackupLocationSchema);

  constructor(private readonly context: BackupContext) {}

  async reconcile(location: MySQLBackupLocation): Promise<void> {
    const { metadata } = location;
    const { jobs } = this.context;
    if (metadata.deletionTimestamp) return;
    const key: JobKey = {
      namespace: metadata.namespace,
      name: jobName('retire', metadata),
    };
    const job = jobs.find(key);
    if (!job) {
      await this.beginIfDue(location);
      return;
    }
    if (job.metadata.deletionTimestamp || !hasEnded(job)) return;
    const message = messageOf(await jobs.look(key));
    if (await this.write(location, message)) await jobs.end(key);
  }

  private async beginIfDue(location: MySQLBackupLocation): Promise<void> {
    const { kubernetes, jobs, agentImage, clock, covers } = this.context;
    const { metadata, spec, status } = location;
    const since = status.archives?.lookedAt ?? metadata.creationTimestamp ?? '';
    if (clock.now() - (Date.parse(since) || 0) < EVERY_MS) return;
    const store = storeOf(spec);
    if (!store || status.reachable !== 'True' || !covers(metadata)) return;
    // Who was not listed yet would be taken for gone.
    if (!kubernetes.hasListed('MySQLCluster')) return;
    const kept = this.archivedTo(metadata.namespace, store.place);
    await jobs.start(retireTask(location, store, { agentImage, kept }));
  }

  /** The archives in a place that a cluster goes on with, or will when it wakes, or has a primary again. */
  private archivedTo(namespace: string, place: string): readonly string[] {
    return this.context.kubernetes
      .listWatched('MySQLCluster')
      .filter(object => object.metadata.namespace === namespace)
      .flatMap(object => this.cluster(object) ?? [])
      .filter(
        ({ metadata, spec: { backup } }) =>
          !metadata.deletionTimestamp &&
          backup?.archiveBinlogs &&
          // One whose location is missing may mean this one.
          (this.placeOf(namespace, backup.locationName) ?? place) === place,
      )
      .map(({ metadata }) => archivePath(metadata));
  }

  private placeOf(namespace: string, name: string): string | undefined {
    const object = this.context.kubernetes.getWatched(
      ...(['MySQLBackupLocation', namespace, name] as const),
    );
    const location = object && this.location(object);
    return location && storeOf(location.spec)?.place;
  }

  private async write(
    location: MySQLBackupLocation,
    message: string | undefined,
  ): Promise<boolean> {
    const { kubernetes, clock, covers, logger } = this.context;
    const { namespace, name } = location.metadata;
    if (!covers(location.metadata)) return false;
    const lookedAt = new Date(clock.now()).toISOString();
    const written = await writeStatus<Recorded>(kubernetes, location, {
      ...location.status,
      archives: { lookedAt, message },
    });
    if (written && message) logger.info(`${namespace}/${name}: ${message}`);
    return written;
  }
}

function messageOf(run: AgentRun): string | undefined {
  if (run.state === 'failed')
    return `What no backup needs of old archives could not be deleted, which is tried again in a day: ${run.message}`;
  return run.state === 'succeeded' ? retiredInWords(run.result) : undefined;
}
