import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ExchangeStatus,
  Incident,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../clock';
import {
  MySqlFacts,
  MySqlInstance,
  ReplicationSource,
  Supervisor,
  WrittenMembers,
} from '../mysql';
import { IncidentIntent } from '../plan';

/** This process may no longer act for the cluster: its Lease is lost, or somebody raised the term. */
export class AuthorityLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AuthorityLostError';
  }
}

/** A change of the record. */
export interface RecordChange {
  readonly primary?: string;
  readonly raiseTerm?: boolean;
  /** The raised term is above this one too. */
  readonly aboveTerm?: number;
  readonly members?: readonly string[];
  readonly waitFor?: number;
  /** How many replicas are known to hold every commit of before. */
  readonly lowestWaitFor?: number;
  /** null clears the fence. */
  readonly fence?: {
    readonly reason: string;
    readonly evenIfAlive?: boolean;
    /** Who led until then. */
    readonly from?: string;
    /** How many replicas at least held each acknowledged commit of it. */
    readonly waitedFor?: number;
  } | null;
  /** What the fence says of it from now on. */
  readonly waitedFor?: number;
  /** Kept in the same write. */
  readonly incident?: Incident;
  /** An instance that a person closes, and why. */
  readonly markFenced?: { readonly name: string; readonly reason: string };
  /** An instance that a person opens again. */
  readonly unmarkFenced?: string;
  /** How far the exchange of volumes is; null when nobody has to know of it any more. */
  readonly exchange?: ExchangeStatus | null;
}

/** What a rotation of passwords does; each is safe to repeat. */
export interface PasswordSteps {
  offer(id: string): Promise<void>;
  renew(primary: string): Promise<void>;
  adopt(): Promise<void>;
  discard(primary: string): Promise<void>;
}

/** What steps act on, bound to one cluster. */
export interface ActContext {
  readonly clock: Clock;
  readonly logger: LoggerService;
  /** Of the cluster. */
  readonly namespace: string;
  /** @throws AuthorityLostError when this process may not act (any more) */
  assertAuthority(): void;
  /** @throws when no such instance has an address */
  instance(name: string): MySqlInstance;
  supervisor(name: string): Supervisor;
  /** Where others replicate from, with the replication user. */
  replicationSource(name: string): ReplicationSource;
  /** The same with the password that is to stay: one that is only offered yet, if there is one. */
  nextReplicationSource(name: string): ReplicationSource;
  /** An instance was pointed at a source, with that login. */
  gaveSource(instance: string, source: ReplicationSource): void;
  /** The steps of new passwords. */
  readonly passwords: PasswordSteps;
  /** Where others clone from, with the clone user. */
  cloneDonor(name: string): ReplicationSource;
  /** The MySQL outside that the spec names. @throws when its login is not known */
  outsideSource(): ReplicationSource;
  /** An instance was pointed at it, with that login. */
  gaveOutside(instance: string, source: ReplicationSource): void;
  /** Reads facts now. */
  readFacts(name: string): Promise<MySqlFacts>;
  /** The term on the record. */
  term(): number;
  /** The members on the record, as MySQL keeps them. @throws when none are recorded */
  members(): WrittenMembers;
  /** Writes the record by compare-and-swap after a live read. */
  record(change: RecordChange): Promise<void>;
  /** Writes EndpointSlices and labels as things now are. */
  route(): Promise<void>;
  deletePod(name: string): Promise<void>;
  /** Begins the record of a change of primary; joins the one that is open. */
  openIncident(intent: IncidentIntent): void;
  /** Notes a step of the open incident. */
  noteStep(name: string, durationMs: number, state: 'Done' | 'Failed'): void;
  /** Adds to the record of the open incident: what was seen, and what is known of the loss now. */
  learn(
    sentence: string,
    loss?: Pick<IncidentIntent, 'transactionsLost' | 'lostGtids'>,
  ): void;
  /** Ends the open incident, if there is one, and keeps it in the same write as the change. */
  closeIncident(change?: RecordChange): Promise<void>;
  /** Forgets the open incident: what was begun was put back. */
  dropIncident(): void;
  /** Writes how an operation ended. */
  endOperation(
    operation: string,
    phase: 'Succeeded' | 'Failed',
    message: string,
  ): Promise<void>;
}
