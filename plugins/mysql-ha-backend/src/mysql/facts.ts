import { GtidSet } from './gtid';

/** A copy of the record of members, which MySQL keeps so that a record that was edited or restored can be told. */
export interface WrittenMembers {
  /** The uid of the MySQLCluster: data that came from another cluster bring that one's record along. */
  readonly cluster: string;
  /** As `status.synchronous` has them. */
  readonly term: number;
  readonly revision: number;
  readonly members: readonly string[];
  readonly waitFor: number;
  readonly lowestWaitFor?: number;
}

/** What one probe reads of a mysqld, in one round trip. */
export interface MySqlFacts {
  readonly serverUuid: string;
  readonly serverId: number;
  /** As `@@version` says it. */
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly readOnly: boolean;
  readonly superReadOnly: boolean;
  readonly offlineMode: boolean;
  readonly gtidExecuted: GtidSet;
  readonly gtidPurged: GtidSet;
  readonly semiSyncSource: {
    readonly enabled: boolean;
    /** `rpl_semi_sync_source_wait_for_replica_count`. */
    readonly waitFor: number;
    /** Semi-sync replicas connected now. */
    readonly clients: number;
    /** Sessions that wait for an acknowledgement now. */
    readonly waitingSessions: number;
  };
  /** `rpl_semi_sync_replica_enabled`; takes effect at the next start of the receiver. */
  readonly semiSyncReplicaEnabled: boolean;
  /** `Rpl_semi_sync_replica_status`: this server acknowledges now. */
  readonly acknowledging: boolean;
  /** Replication channel ''; undefined when there is none configured. */
  readonly replica?: ReplicaFacts;
  /** server_uuids whose dump threads are connected here (their replication). */
  readonly dumpThreads: readonly {
    readonly serverUuid?: string;
    readonly host: string;
  }[];
  /** Newest term that the replicated table `mysqlha.term` holds; undefined before the first. */
  readonly term?: { readonly term: number; readonly primaryUuid: string };
  /** What the replicated table `mysqlha.members` holds; undefined before it was first written. */
  readonly members?: WrittenMembers;
}

/** What a replica says of its replication. */
export interface ReplicaFacts {
  readonly sourceHost: string;
  readonly sourcePort: number;
  readonly sourceUuid?: string;
  readonly autoPosition: boolean;
  readonly receiver: 'ON' | 'OFF' | 'CONNECTING';
  readonly receiverError?: { readonly code: number; readonly message: string };
  readonly applierOn: boolean;
  readonly applierError?: { readonly code: number; readonly message: string };
  /** Transactions received, applied or not. */
  readonly received: GtidSet;
  /** Seconds since the last heartbeat of the source, by the server's own clock; undefined when there was none. */
  readonly heartbeatAgeSeconds?: number;
  /** Seconds since the last event was queued, by the server's own clock; undefined when there was none. */
  readonly lastQueuedAgeSeconds?: number;
  /**
   * Age in seconds of the oldest transaction received and not yet applied, from its commit timestamp on the primary;
   * 0 when all that was received is applied.
   */
  readonly lagSeconds: number;
}

/** What a MySQL outside says of itself. */
export interface OutsideFacts {
  readonly serverUuid: string;
  /** As `@@version` says it. */
  readonly version: string;
  /** `@@gtid_mode`; only ON will do. */
  readonly gtidMode: string;
  readonly gtidExecuted: GtidSet;
  readonly gtidPurged: GtidSet;
  /** The plugin `clone` is active there. */
  readonly givesClones: boolean;
}
