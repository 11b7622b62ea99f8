import { isDeepStrictEqual } from 'node:util';
import { ConflictError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  CLUSTER_LABEL,
  MySQLCluster,
  MySQLRestore,
  mysqlRestoreSchema,
  RestoreSpec,
  restoreSpecSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../../kubernetes';
import {
  hasBegun,
  initialRestoreName,
  instanceClaims,
  validateSpec,
} from '../../resources';
import { BackupContext } from '../BackupContext';
import { FillingVolume, initialRequest, restoreSource } from '../restore';

/** After which a restore that failed is tried again at the earliest, in milliseconds; else after as long as it took. */
const PAUSE_MS = 60_000;

/**
 * Makes the MySQLRestore that `spec.initFrom.backup` asks for, and makes it again when it failed or the spec was corrected. None
 * is made for a cluster that ever began, or of which any volume is there: both are asked of the API server itself, so that
 * neither a lost status nor a manifest that is applied again restores over data.
 */
export class InitialRestores {
  private readonly volume: FillingVolume;

  constructor(private readonly context: BackupContext) {
    this.volume = new FillingVolume(context.kubernetes);
  }

  async reconcile(cluster: MySQLCluster): Promise<void> {
    const { metadata, status, spec } = cluster;
    if (metadata.deletionTimestamp || hasBegun(status)) return;
    if (spec.paused || spec.hibernate) return;
    const wanted = initialRequest(cluster);
    const made = this.made(cluster);
    if (made) {
      if (this.isOver(made, wanted)) await this.remove(made);
    } else if (wanted && !validateSpec(cluster).some(isBlocking)) {
      await this.make(cluster, wanted);
    }
  }

  private made({ metadata }: MySQLCluster): MySQLRestore | undefined {
    return mysqlRestoreSchema.safeParse(
      this.context.kubernetes.getWatched(
        'MySQLRestore',
        metadata.namespace,
        initialRestoreName(metadata),
      ),
    ).data;
  }

  private isOver(
    made: MySQLRestore,
    wanted: KubernetesObject | undefined,
  ): boolean {
    const { metadata, status, spec } = made;
    if (metadata.deletionTimestamp || status.restoredTo) return false;
    if (!wanted || !isDeepStrictEqual(specOf(wanted), spec)) return true;
    if (status.phase !== 'Failed') return false;
    const { kubernetes, clock } = this.context;
    // What can be told without a Job is not tried before it is put right.
    if ('refusal' in restoreSource(kubernetes, made)) return false;
    const [began, ended] = [status.startedAt, status.completedAt].map(time =>
      time === undefined ? undefined : Date.parse(time),
    );
    if (ended === undefined) return true;
    return clock.now() - ended >= Math.max(PAUSE_MS, ended - (began ?? ended));
  }

  /** What it had begun goes with it, or with the garbage collector; who is about to prove it finds that out or is first. */
  private async remove(made: MySQLRestore): Promise<void> {
    const { name, namespace, uid } = made.metadata;
    await this.context.kubernetes.delete(
      { apiVersion: API_GROUP_VERSION, kind: 'MySQLRestore', namespace, name },
      { uid },
    );
    await this.volume.remove(made);
  }

  private async make(
    { metadata }: MySQLCluster,
    wanted: KubernetesObject,
  ): Promise<void> {
    const { kubernetes, covers } = this.context;
    const { namespace, name, uid } = metadata;
    const claims = await kubernetes.list(
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace },
      `${CLUSTER_LABEL}=${name}`,
    );
    if (instanceClaims(metadata, claims).length > 0) return;
    const live = await kubernetes.readCluster(namespace, name);
    if (!live || live.metadata.uid !== uid || hasBegun(live.status)) return;
    if (!covers(metadata)) return;
    try {
      await kubernetes.create(wanted);
    } catch (error) {
      // Somebody was quicker, or the one before is still going.
      if (!(error instanceof ConflictError)) throw error;
      return;
    }
    kubernetes.recordEvent(live, {
      type: 'Normal',
      reason: 'InitialRestore',
      message: `The first data are restored by ${wanted.metadata.name}.`,
    });
  }
}

function specOf(wanted: KubernetesObject): RestoreSpec | undefined {
  return restoreSpecSchema.safeParse(wanted.spec).data;
}

function isBlocking({ effect }: { readonly effect: string }): boolean {
  return effect === 'blocks';
}
