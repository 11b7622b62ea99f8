import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  ClusterKey,
  mysqlBackupLocationSchema,
  mysqlBackupScheduleSchema,
  mysqlBackupSchema,
  mysqlClusterSchema,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { Clock, systemClock } from '../clock';
import { Complaints } from '../Complaints';
import { Trigger } from '../engine/Trigger';
import {
  KubernetesObject,
  OperatorKubernetes,
  WatchedKind,
} from '../kubernetes';
import { parseOnce } from '../kubernetes/parseOnce';
import {
  ArchiveBoard,
  ArchiveReconciler,
  RetirementReconciler,
} from './archive';
import { BackupContext } from './BackupContext';
import { BackupReconciler } from './backup';
import { DiscoveryReconciler } from './discovery';
import { InitialRestores } from './initial';
import { AgentJobs } from './jobs';
import { LocationReconciler } from './location';
import { RestoreReconciler } from './restore';
import { ScheduleReconciler } from './schedule';
import {
  AskedProof,
  ProofSchedule,
  VerificationReconciler,
} from './verification';

/** How often everything is looked at when nothing tells of a change, in milliseconds; it costs no request by itself. */
const EVERY_MS = 2_000;
/** A burst of changes is one reason to look. */
const GATHER_MS = 100;
/** An object is seen to at most so often, in milliseconds: what changes all the time must not cost a request each time. */
const PAUSE_MS = 1_000;

/** What every desk looks up: before these were listed nothing may be said to be missing, nor be done for the lack of it. */
const LOOKED_UP: readonly WatchedKind[] = [
  'MySQLBackupLocation',
  'MySQLBackup',
  'MySQLBackupSchedule',
  'MySQLRestore',
  'Job',
];

/** A kind of resource, and who brings its objects on. */
interface Desk {
  readonly kind: WatchedKind;
  /** What else has to have been listed. */
  readonly needs?: readonly WatchedKind[];
  readonly look: (object: KubernetesObject) => Work | undefined;
}

interface Work {
  /** What decides which operator does it. */
  readonly share: ClusterKey;
  readonly reconcile: () => Promise<void>;
}

/** What the controller is given. */
export interface BackupControllerOptions {
  readonly kubernetes: OperatorKubernetes;
  readonly logger: LoggerService;
  readonly agentImage: string;
  /** Is told what is known of archives. */
  readonly archives?: ArchiveBoard;
  /** Whether this process may act for a cluster of this name now. */
  readonly covers: (key: ClusterKey) => boolean;
  readonly clock?: Clock;
}

/** Looks at all that concerns backups, and brings each object one step on, beside the others. */
export class BackupController {
  static create(options: BackupControllerOptions): BackupController {
    return new BackupController(options);
  }

  private readonly clock: Clock;
  private readonly trigger: Trigger;
  private readonly abort = new AbortController();
  private readonly busy = new Map<string, Promise<void>>();
  /** When each object was last seen to. */
  private turns = new Map<string, number>();
  private readonly complaints: Complaints;
  private readonly desks: readonly Desk[];
  private readonly archives: ArchiveReconciler;
  private unsubscribe = () => {};

  private constructor(private readonly options: BackupControllerOptions) {
    this.clock = options.clock ?? systemClock;
    this.trigger = new Trigger(this.clock);
    this.complaints = new Complaints(options.logger);
    const context: BackupContext = {
      ...options,
      clock: this.clock,
      jobs: new AgentJobs(options.kubernetes),
      archives: options.archives ?? new ArchiveBoard(),
    };
    this.archives = new ArchiveReconciler(context);
    const locations = new LocationReconciler(context);
    const discovery = new DiscoveryReconciler(context);
    const retirements = new RetirementReconciler(context);
    const backups = new BackupReconciler(context);
    const initials = new InitialRestores(context);
    const restores = new RestoreReconciler(context);
    const schedules = new ScheduleReconciler(context);
    const verifications = new VerificationReconciler(context);
    const proofs = new ProofSchedule(context);
    const asked = new AskedProof(context);
    this.desks = [
      {
        ...desk('MySQLCluster', mysqlClusterSchema, cluster => ({
          share: cluster.metadata,
          reconcile: () => this.archives.reconcile(cluster),
        })),
        needs: ['Deployment'],
      },
      desk('MySQLBackupLocation', mysqlBackupLocationSchema, location => ({
        share: location.metadata,
        reconcile: async () => {
          await locations.reconcile(location);
          await discovery.reconcile(location);
          await retirements.reconcile(location);
        },
      })),
      desk('MySQLBackup', mysqlBackupSchema, backup => ({
        share: {
          namespace: backup.metadata.namespace,
          name: backup.spec.clusterName,
        },
        reconcile: async () => {
          await backups.reconcile(backup);
          await verifications.reconcile(backup);
          await asked.reconcile(backup);
        },
      })),
      desk('MySQLCluster', mysqlClusterSchema, cluster => ({
        share: cluster.metadata,
        reconcile: () => proofs.fire(cluster),
      })),
      desk('MySQLBackupSchedule', mysqlBackupScheduleSchema, schedule => ({
        share: {
          namespace: schedule.metadata.namespace,
          name: schedule.spec.clusterName,
        },
        reconcile: () => schedules.reconcile(schedule),
      })),
      desk('MySQLCluster', mysqlClusterSchema, cluster => ({
        share: cluster.metadata,
        reconcile: () => initials.reconcile(cluster),
      })),
      desk('MySQLRestore', mysqlRestoreSchema, restore => ({
        share: {
          namespace: restore.metadata.namespace,
          name: restore.spec.target.clusterName,
        },
        reconcile: () => restores.reconcile(restore),
      })),
    ];
  }

  /** Begins; returns at once. */
  start(): void {
    const kinds = new Set<WatchedKind>([
      'Job',
      'Deployment',
      ...this.desks.map(({ kind }) => kind),
    ]);
    this.unsubscribe = this.options.kubernetes.onChange(({ kind }) => {
      if (kinds.has(kind)) this.trigger.fire();
    });
    void this.run();
  }

  /** Ends. Jobs go on, and are looked at by whoever comes next. */
  async stop(): Promise<void> {
    this.abort.abort();
    this.unsubscribe();
    this.trigger.fire();
    await Promise.all(this.busy.values());
    this.archives.keepOnly(new Set());
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      if (this.options.kubernetes.isReachable()) this.round();
      await this.trigger.wait(EVERY_MS);
      await this.clock
        .sleep(GATHER_MS, this.abort.signal)
        .catch(() => undefined);
    }
  }

  private round(): void {
    const turns = new Map<string, number>();
    const covered = new Set<string>();
    const now = this.clock.monotonic();
    for (const [index, { kind, needs = [], look }] of this.desks.entries()) {
      if (![...LOOKED_UP, ...needs].every(one => this.hasListed(one))) continue;
      for (const object of this.options.kubernetes.listWatched(kind)) {
        const work = look(object);
        if (!work || !this.options.covers(work.share)) continue;
        covered.add(object.metadata.uid ?? '');
        // Several desks may see to one object, each at its own pace.
        const id = `${kind} ${index} ${object.metadata.uid}`;
        const last = this.turns.get(id) ?? -Infinity;
        const isDue = now - last >= PAUSE_MS && !this.busy.has(id);
        turns.set(id, isDue ? now : last);
        if (isDue) this.begin(id, work);
      }
    }
    this.turns = turns;
    this.archives.keepOnly(covered);
  }

  private hasListed(kind: WatchedKind): boolean {
    return this.options.kubernetes.hasListed(kind);
  }

  /** One turn of an object at a time. */
  private begin(id: string, { share, reconcile }: Work): void {
    const turn = reconcile()
      .then(() => {
        this.complaints.end(id);
      })
      .catch(error =>
        this.complaints.say(
          `${id.split(' ')[0]} in ${
            share.namespace
          } is seen to later: ${stringifyError(error)}`,
          id,
        ),
      )
      .finally(() => this.busy.delete(id));
    this.busy.set(id, turn);
  }
}

/** An object that does not parse is left alone: the API server refuses what the schema does, so it is of another version. */
function desk<S extends z.ZodType>(
  kind: WatchedKind,
  schema: S,
  work: (object: z.output<S>) => Work,
): Desk {
  const parse = parseOnce(schema);
  return {
    kind,
    look: object => {
      const parsed = parse(object);
      return parsed && work(parsed);
    },
  };
}
