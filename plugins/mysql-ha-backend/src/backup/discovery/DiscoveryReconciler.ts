import {
  API_GROUP_VERSION,
  BackupLocationStatus,
  DISCOVER_AGAIN_ANNOTATION,
  MySQLBackupLocation,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../../kubernetes';
import { BackupContext } from '../BackupContext';
import { JobKey, storeOf } from '../jobs';
import { hasEnded } from '../jobs/judgeRun';
import { writeStatus } from '../records';
import { BackupsOfPlace, PlacedBackup } from './BackupsOfPlace';
import { Findings } from './Findings';
import { SeenMarks } from './SeenMarks';
import { discoverJobName, discoverTask } from './discoverTask';
import { foundArtifacts } from './foundArtifact';

/** How long what was found is believed, in milliseconds: others write to a place seldom, and retention deletes daily. */
const BELIEVED_MS = 15 * 60_000;
/** How soon a MySQLBackup that waits for its description is looked for again, in milliseconds. */
const BLANK_MS = 30_000;
/** The marks stand in the settings of a Job, and Kubernetes lets annotations have 256 KiB in all. */
const MOST_MARKS = 15_000;
/** Enough for all that a Job tells, of which a log may cut long lines in pieces. */
const LINES = 5_000;

/**
 * Shows the backups that lie in a location as MySQLBackups, found by a Job of the agent. What was seen once is recorded in
 * the location’s status, so that one which a person deleted, data left, does not come back; nor is one found that was made
 * here.
 */
export class DiscoveryReconciler {
  private readonly findings: Findings;
  private readonly places: BackupsOfPlace;

  constructor(private readonly context: BackupContext) {
    this.findings = new Findings(context);
    this.places = new BackupsOfPlace(context);
  }

  async reconcile(location: MySQLBackupLocation): Promise<void> {
    const { metadata, spec, status } = location;
    const { jobs } = this.context;
    if (metadata.deletionTimestamp) return;
    const key: JobKey = {
      namespace: metadata.namespace,
      name: discoverJobName(location),
    };
    if (spec.discover === 'None') {
      await jobs.end(key);
      return;
    }
    const isAskedFor =
      metadata.annotations[DISCOVER_AGAIN_ANNOTATION] !== undefined;
    // What was deleted just before is to be found.
    if (isAskedFor) this.places.doubt();
    const backups = this.places.list(location);
    if (isAskedFor) {
      await jobs.end(key);
      await this.beginAnew(location, backups);
      return;
    }
    const job = jobs.find(key);
    if (job && !job.metadata.deletionTimestamp) {
      if (hasEnded(job)) await this.conclude(location, backups, job);
      return;
    }
    const remembered = await this.remember(location, backups);
    if (remembered && status.reachable === 'True')
      await this.beginIfDue(location, backups);
  }

  /** All that is made here is known from the moment at which its path is: deleted, it is not found. */
  private async remember(
    location: MySQLBackupLocation,
    backups: readonly PlacedBackup[],
  ): Promise<boolean> {
    const before = seenIn(location);
    const seen = before.with(described(backups));
    if (seen.size === before.size) return true;
    await this.write(location, { seen: String(seen) });
    return false;
  }

  private async beginIfDue(
    location: MySQLBackupLocation,
    backups: readonly PlacedBackup[],
  ): Promise<void> {
    const { jobs, agentImage, clock, covers } = this.context;
    const blanks = backups.filter(({ isBlank }) => isBlank);
    const lookedAt = Date.parse(location.status.discovery?.lookedAt ?? '') || 0;
    const age = clock.now() - lookedAt;
    if (age < (blanks.length > 0 ? BLANK_MS : BELIEVED_MS)) return;
    const store = storeOf(location.spec);
    if (!store || !covers(location.metadata)) return;
    const known = seenIn(location).without(blanks.map(({ mark }) => mark));
    if (known.size > MOST_MARKS) {
      await this.write(location, {
        lookedAt: this.now(),
        message: `More than ${MOST_MARKS} backups lie there, and no further ones are looked for: keep fewer (spec.retention of the schedules), or give each cluster of Kubernetes a prefix of its own.`,
      });
      return;
    }
    await jobs.start(
      discoverTask(location, store, { agentImage, known: String(known) }),
    );
  }

  private async conclude(
    location: MySQLBackupLocation,
    backups: readonly PlacedBackup[],
    job: KubernetesObject,
  ): Promise<void> {
    const { jobs } = this.context;
    const key: JobKey = {
      namespace: location.metadata.namespace,
      name: job.metadata.name,
    };
    const run = await jobs.look(key);
    if (run.state === 'failed') {
      const said = { lookedAt: this.now(), message: run.message };
      if (!(await this.write(location, said))) return;
    } else if (run.state === 'succeeded') {
      const found = await this.findings.take(
        location,
        backups,
        seenIn(location).with(described(backups)),
        {
          artifacts: foundArtifacts(await jobs.lines(key, LINES)),
          result: run.result,
          begunAt: job.metadata.creationTimestamp ?? '',
        },
      );
      if (!found || !(await this.write(location, found))) return;
    }
    await jobs.end(key);
  }

  /** A person wants all to be shown again. */
  private async beginAnew(
    location: MySQLBackupLocation,
    backups: readonly PlacedBackup[],
  ): Promise<void> {
    const { kubernetes } = this.context;
    const { namespace, name } = location.metadata;
    const seen = String(SeenMarks.parse('').with(described(backups)));
    const written = await this.write(location, { seen, lookedAt: undefined });
    if (!written) return;
    await kubernetes.mergePatch(
      {
        ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLBackupLocation' },
        ...{ namespace, name },
      },
      { metadata: { annotations: { [DISCOVER_AGAIN_ANNOTATION]: null } } },
    );
  }

  private async write(
    location: MySQLBackupLocation,
    discovery: BackupLocationStatus['discovery'],
  ): Promise<boolean> {
    const { kubernetes, covers } = this.context;
    if (!covers(location.metadata)) return false;
    const { status } = location;
    return writeStatus(kubernetes, location, {
      ...status,
      discovery: { ...status.discovery, ...discovery },
    });
  }

  private now(): string {
    return new Date(this.context.clock.now()).toISOString();
  }
}

function seenIn({ status }: MySQLBackupLocation): SeenMarks {
  return SeenMarks.parse(status.discovery?.seen);
}

/** Marks of those of which it is known what they hold, or will. */
function described(backups: readonly PlacedBackup[]): readonly string[] {
  return backups.flatMap(({ isBlank, mark }) => (isBlank ? [] : [mark]));
}
