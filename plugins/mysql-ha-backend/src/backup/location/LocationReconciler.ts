import { MySQLBackupLocation } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { AgentRun, JobKey, StoreOfLocation, jobName, storeOf } from '../jobs';
import { hasEnded } from '../jobs/judgeRun';
import { ownerOf, writeStatus } from '../records';
import { lookAtSecrets } from './lookAtSecrets';
import { Finding, withFinding } from './withFinding';

/** How long a proof is believed, in milliseconds. */
const BELIEVED_MS = 10 * 60_000;
/** How soon a refusal is tried again, in milliseconds. */
const AGAIN_MS = 30_000;
/** How often the Secrets are looked at for a change, in milliseconds. */
const SECRETS_MS = 10_000;
/** A store that says nothing for so long is told to be unreachable, in seconds. */
const DEADLINE_SECONDS = 120;

/** On a Job: what it proves. */
const PROVES_ANNOTATION = 'mysqlha.dev/proves';

interface Proof {
  /** The generation of the spec and the versions of the Secrets. */
  readonly of: string;
  readonly at: number;
  readonly holds: boolean;
}

/**
 * Proves that backups can be kept in a location, by a Job of the agent: from the namespace’s own network, with the Secrets
 * as they are now. It does so when the spec or a Secret changes, from time to time, and once for each start of an operator.
 */
export class LocationReconciler {
  private readonly proofs = new Map<string, Proof>();
  private readonly looked = new Map<string, number>();

  constructor(private readonly context: BackupContext) {}

  async reconcile(location: MySQLBackupLocation): Promise<void> {
    const { metadata, spec } = location;
    if (metadata.deletionTimestamp) return;
    const store = storeOf(spec);
    if (!store) {
      await this.write(location, undefined, {
        holds: false,
        reason: 'Invalid',
        message: 'Set exactly one of spec.s3 and spec.azure.',
      });
      return;
    }
    const key: JobKey = {
      namespace: metadata.namespace,
      name: jobName('probe', metadata),
    };
    const job = this.context.jobs.find(key);
    if (job && !job.metadata.deletionTimestamp) {
      if (hasEnded(job)) {
        const of = job.metadata.annotations?.[PROVES_ANNOTATION] ?? '';
        await this.conclude(location, store, key, of);
      }
      return;
    }
    await this.beginIfDue(location, store, key);
  }

  private async conclude(
    location: MySQLBackupLocation,
    store: StoreOfLocation,
    key: JobKey,
    of: string,
  ): Promise<void> {
    const { jobs, clock } = this.context;
    const run = await jobs.look(key);
    const finding = findingOf(run);
    if (finding) {
      if (!(await this.write(location, store, finding))) return;
      this.proofs.set(location.metadata.uid, {
        of,
        at: clock.monotonic(),
        holds: finding.holds === true,
      });
    }
    await jobs.end(key);
  }

  private async beginIfDue(
    location: MySQLBackupLocation,
    store: StoreOfLocation,
    key: JobKey,
  ): Promise<void> {
    const { kubernetes, jobs, clock, agentImage } = this.context;
    const { metadata } = location;
    const proof = this.proofs.get(metadata.uid);
    const age = proof ? clock.monotonic() - proof.at : Infinity;
    const due = age >= (proof?.holds ? BELIEVED_MS : AGAIN_MS);
    const stale =
      location.status.observedGeneration !== metadata.generation ||
      !proof?.of.startsWith(`${metadata.generation} `);
    if (!due && !stale && !this.mayLookAtSecrets(metadata.uid)) return;
    const { version, lacking } = await lookAtSecrets(
      kubernetes,
      metadata,
      store,
    );
    this.looked.set(metadata.uid, clock.monotonic());
    const of = `${metadata.generation} ${version}`;
    if (!due && proof?.of === of) return;
    if (lacking) {
      await this.write(location, store, {
        holds: false,
        reason: 'SecretMissing',
        message: lacking,
      });
      return;
    }
    if (!proof || stale) {
      const before = location.status.conditions?.[0];
      // A proof of before is worth more than none, as long as it speaks of this spec.
      if (!before || location.status.observedGeneration !== metadata.generation)
        await this.write(location, store, {
          holds: undefined,
          reason: 'BeingProved',
          message: 'An object is being written, read and deleted.',
        });
    }
    await jobs.start({
      ...key,
      owner: ownerOf(location),
      settings: { verb: 'probe', store: store.settings },
      store,
      agentImage,
      memory: '256Mi',
      retries: 0,
      deadlineSeconds: DEADLINE_SECONDS,
      annotations: { [PROVES_ANNOTATION]: of },
    });
  }

  private mayLookAtSecrets(uid: string): boolean {
    const last = this.looked.get(uid) ?? -Infinity;
    return this.context.clock.monotonic() - last >= SECRETS_MS;
  }

  private async write(
    location: MySQLBackupLocation,
    store: StoreOfLocation | undefined,
    finding: Finding,
  ): Promise<boolean> {
    const { kubernetes, clock, covers } = this.context;
    if (!covers(location.metadata)) return false;
    const now = new Date(clock.now());
    const status = withFinding(location, finding, store?.place, now);
    const [before] = location.status.conditions ?? [];
    const [after] = status.conditions ?? [];
    // The time of a look that found the same again is no reason to write.
    const same =
      before?.message === after?.message &&
      before?.observedGeneration === after?.observedGeneration &&
      location.status.reachable === status.reachable &&
      location.status.place === status.place;
    const isRefusalAgain = same && finding.holds === false;
    return isRefusalAgain || writeStatus(kubernetes, location, status);
  }
}

/** What a probe has proved; nothing while it is not through. */
function findingOf(run: AgentRun): Finding | undefined {
  switch (run.state) {
    case 'succeeded':
      return {
        holds: true,
        reason: 'Proved',
        message:
          'An object was written, listed, read and deleted: backups can be kept here.',
      };
    case 'failed':
      return { holds: false, reason: 'Refused', message: run.message };
    default:
      return undefined;
  }
}
