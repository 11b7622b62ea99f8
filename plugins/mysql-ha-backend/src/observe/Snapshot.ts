import {
  ClusterSpec,
  ClusterStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  ConnectionFailure,
  GtidSet,
  MySqlFacts,
  SupervisorState,
} from '../mysql';
import { ArchiveView } from './ArchiveView';
import { AwaitedData } from './awaitedData';
import { BinlogsView } from './BinlogsView';
import { EventsView } from './EventsView';
import { OutsideView } from './OutsideView';
import { LastBackup } from './lastBackup';
import { LastVerification } from './lastVerification';
import { OperationRequest } from './OperationRequest';
import { RotationView } from './RotationView';

/** What is recorded about the cluster and outlives the operator. */
export type Recorded = Pick<
  ClusterStatus,
  | 'primary'
  | 'term'
  | 'synchronous'
  | 'fence'
  | 'fencedInstances'
  | 'incidents'
  | 'exchange'
> & {
  /** The first primary was once writable: from then on an empty set is a lost one. */
  readonly endedBootstrap: boolean;
};

/** A pod, as far as decisions need it. */
export interface PodView {
  readonly uid: string;
  readonly ip?: string;
  readonly node?: string;
  /** Its node is being emptied, so it has to expect that it is evicted. */
  readonly nodeDrained?: boolean;
  readonly deleting: boolean;
  readonly ready: boolean;
  /** The mysql container has ended, by the kubelet's own word. */
  readonly terminated: boolean;
  /** Its template is not the newest. */
  readonly outdated: boolean;
  /** Why it can't run, as a sentence. */
  readonly problem?: string;
  /** What a person can do about it; none for what passes by itself. */
  readonly remedy?: string;
  readonly createdAt: string;
}

/** A volume, as far as decisions need it. */
export interface VolumeView {
  readonly claim: string;
  readonly bound: boolean;
  readonly requestedBytes: number;
  readonly capacityBytes: number;
  /** It existed before the cluster did: it may hold a database. */
  readonly adopted: boolean;
  readonly problem?: string;
}

/** What the last probe of a mysqld said. */
export type MySqlView =
  | { readonly state: 'unknown' }
  | {
      readonly state: 'reachable';
      readonly facts: MySqlFacts;
      /** Age of the facts in milliseconds. */
      readonly ageMs: number;
    }
  | {
      readonly state: 'unreachable';
      readonly failure: ConnectionFailure;
      /** For how long, in milliseconds. */
      readonly forMs: number;
      /** Probes that failed in a row. */
      readonly failures: number;
      /** What it said last, before. */
      readonly last?: MySqlFacts;
    };

/** What PID 1 beside a mysqld said last. */
export interface SupervisorView extends SupervisorState {
  /** How long ago it was asked, in milliseconds: what it says was so then or later. */
  readonly ageMs: number;
  /** It runs another mysqld than the one that last answered our probes: that one has ended. */
  readonly startedAnew: boolean;
  /** For how long at least its volume has had no space for anything new, in milliseconds. */
  readonly noSpaceForMs?: number;
  /** Another mysqld is being started now, after others that ended at once: whether this one runs is not known yet. */
  readonly tries?: true;
}

/** Something that runs on an instance for long. */
export interface LongTask {
  readonly kind: 'Clone';
  /** Who gives the data; it can give them to one at a time. */
  readonly donor: string;
  /** In words for a person. */
  readonly message: string;
}

/** One instance that is wanted, recorded, or still there. */
export interface InstanceSnapshot {
  readonly name: string;
  readonly ordinal: number;
  /** The spec asks for it. */
  readonly wanted: boolean;
  readonly pod?: PodView;
  readonly volume?: VolumeView;
  readonly mysql: MySqlView;
  readonly supervisor?: SupervisorView;
  /** For how long at least it has not received something that the primary had committed, in milliseconds. */
  readonly lacksForMs?: number;
  /** What is to be known of its binary logs. */
  readonly binlogs?: BinlogsView;
  /** Of the transactions that it holds alone: those that its binary logs show to be heartbeats of the engine. */
  readonly heartbeats?: GtidSet;
  /** Why it must restart to take its configuration, such as a static variable. */
  readonly restartNeeded?: string;
  /** A long task that runs on it now, such as a clone, with words for a person. */
  readonly task?: LongTask;
  /** Why the last such task failed, until one succeeds. */
  readonly taskFailure?: string;
}

/** All that is known of one cluster at one moment: a frozen value. */
export interface Snapshot {
  /** The MySQLCluster's own; another cluster of the same name has another. */
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** Wall clock, milliseconds. */
  readonly takenAt: number;
  /** What the recorded primary held when this operator last read it, whatever became of its pod since. */
  readonly primaryHeld?: GtidSet;
  readonly spec: ClusterSpec;
  readonly recorded: Recorded;
  /** Whether the API server answers this observer. */
  readonly kubernetesReachable: boolean;
  /** In the order of ordinals. */
  readonly instances: readonly InstanceSnapshot[];
  /** What has to be there before anything of it runs for the first time. */
  readonly awaitedData?: AwaitedData;
  /** What is known of the MySQL outside that `spec.externalSource` names, or of the one that it is cloned from. */
  readonly outside?: OutsideView;
  /** The newest backup that succeeded. */
  readonly lastBackup?: LastBackup;
  /** What is known of the archive of its binary log; nothing where none is meant to be, or while nobody looked. */
  readonly archive?: ArchiveView;
  /** What restores have shown of the backups. */
  readonly verification?: LastVerification;
  /** When a write was last proved to commit on the recorded primary, milliseconds ago. */
  readonly heartbeatAgeMs?: number;
  /** A heartbeat is under way for so many milliseconds. */
  readonly heartbeatPendingMs?: number;
  /** For so many milliseconds enough replicas have been connected to the primary for its commits, without a break. */
  readonly connectedForMs?: number;
  /** The operation whose turn it is, if any waits. */
  readonly operation?: OperationRequest;
  /** The scheduled events that do not run on the primary. */
  readonly events?: EventsView;
  /** How far new passwords are, while an operation asks for them. */
  readonly rotation?: RotationView;
}
