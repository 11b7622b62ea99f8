import { OperationIntent } from './operations/OperationIntent';
import { ProblemCode } from './ProblemCode';

/** What the engine can do about a finding; `plan/` turns it into steps. */
export type Recovery =
  /** Record the first primary of a cluster that never had one. */
  | {
      readonly kind: 'Bootstrap';
      readonly seed: string;
      readonly members: readonly string[];
      /** The newest term that MySQL remembers: the first one is newer. */
      readonly aboveTerm?: number;
    }
  /** The record is older than what MySQL itself says: bring it to that. */
  | {
      readonly kind: 'CorrectRecord';
      readonly primary: string;
      readonly members: readonly string[];
      readonly waitFor: number;
      /** How many replicas are known to hold every commit of before; left out, no more than was known. */
      readonly lowestWaitFor?: number;
      readonly aboveTerm: number;
    }
  /** Journal the fence and stop every reachable member's receiver. */
  | {
      readonly kind: 'BeginFailover';
      readonly reason: string;
      readonly evidence: readonly string[];
      /** The old primary is replaced although it lives: it does not vote, and its answering changes nothing. */
      readonly evenIfAlive?: boolean;
    }
  /** The fence stands: elect and promote. */
  | {
      readonly kind: 'Promote';
      readonly winner: string;
      /** A person accepted that transactions may be lost. */
      readonly forced?: ForcedPromotion;
    }
  /** The term is raised, the winner is not writable yet: go on. */
  | { readonly kind: 'CompletePromotion' }
  /** Take the fence back and restore replication. */
  | { readonly kind: 'AbandonFence'; readonly reason: string }
  /** Make the recorded primary writable again; it holds everything. */
  | { readonly kind: 'ResumePrimary' }
  /** Close an instance to clients in the safe order. */
  | {
      readonly kind: 'Fence';
      readonly instance: string;
      /** It does not answer, so that takes seconds, in which the loop must see what becomes of the others. */
      readonly beside?: true;
    }
  /** Close the primary, so that a clone from it can end; it goes on when enough others hold what it holds. */
  | { readonly kind: 'CloseForClone'; readonly instance: string }
  /** Start receivers anew, so that they have to reach their source now. */
  | {
      readonly kind: 'RestartReceivers';
      readonly replicas: readonly {
        readonly instance: string;
        readonly acknowledge: boolean;
      }[];
    }
  /** Write the record of members into MySQL too. */
  | { readonly kind: 'WriteMembers'; readonly instance: string }
  /** Bring semi-sync of the primary to what is recorded. */
  | { readonly kind: 'CorrectSemiSync' }
  /** Drop a replication source from the primary. */
  | { readonly kind: 'ForgetSource'; readonly instance: string }
  /** Lift offline_mode. */
  | { readonly kind: 'LiftOfflineMode'; readonly instance: string }
  /** Hand the primary's role on while everything is well. */
  | {
      readonly kind: 'Switchover';
      readonly to: string;
      readonly reason: string;
    }
  /** Fill an instance from a donor; `keepBinlogs` when it holds what exists nowhere else. */
  | {
      readonly kind: 'Clone';
      readonly keepBinlogs?: boolean;
      /** It may go on only if what is put aside turns out to be heartbeats of the engine alone: nobody was asked. */
      readonly heartbeatsOnly?: true;
      /** The donor is the primary, and its commits would wait for the instance that is filled: it is closed first. */
      readonly closing?: boolean;
      /** Why an instance that held data is filled anew, for the record of incidents. */
      readonly cause?: string;
      readonly instance: string;
      readonly donor: string;
    }
  /** Point a replica at its source: the primary, if none is named. */
  | {
      readonly kind: 'Follow';
      readonly instance: string;
      readonly source?: string;
      readonly acknowledge: boolean;
    }
  /** Start receiver and applier of a replica that points right. */
  | {
      readonly kind: 'StartReplica';
      readonly instance: string;
      readonly acknowledge: boolean;
    }
  /** One more recorded member. */
  | { readonly kind: 'AddMember'; readonly instance: string }
  /** One recorded member less. */
  | { readonly kind: 'RemoveMember'; readonly instance: string }
  /** Bring the recorded count to what the topology asks for. */
  | { readonly kind: 'ChangeWaitFor'; readonly waitFor: number }
  /** Point the primary at the MySQL outside that the spec names. */
  | { readonly kind: 'FollowOutside'; readonly instance: string }
  /** Fill the primary, or the first instance of a new cluster, from the MySQL outside. */
  | {
      readonly kind: 'CloneOutside';
      readonly instance: string;
      readonly donor: string;
    }
  /** Prove that enough members hold what was committed while the count was lower. */
  | { readonly kind: 'ConfirmCaughtUp' }
  /** Restart a pod so that it takes its newest template or configuration. */
  | {
      readonly kind: 'RestartPod';
      readonly instance: string;
      readonly reason: string;
    }
  /** Note on the record that a person closes an instance, and close it. */
  | {
      readonly kind: 'FenceOnPurpose';
      readonly instance: string;
      readonly reason: string;
    }
  /** Take that note back; the next look opens the instance. */
  | { readonly kind: 'UnfenceOnPurpose'; readonly instance: string }
  /** Say how an operation ended. */
  | {
      readonly kind: 'EndOperation';
      readonly operation: string;
      readonly phase: 'Succeeded' | 'Failed';
      readonly message: string;
    }
  /** Write next passwords into the Secret, beside those that hold. */
  | { readonly kind: 'OfferPasswords'; readonly id: string }
  /** Let each account log in with its next password too. */
  | { readonly kind: 'RenewPasswords'; readonly instance: string }
  /** Give a replica's receiver the next password. */
  | {
      readonly kind: 'RenewReceiver';
      readonly instance: string;
      readonly source: string;
      readonly acknowledge: boolean;
    }
  /** Write the next passwords in the place of those that held. */
  | { readonly kind: 'AdoptPasswords' }
  /** Let no account of the engine log in with its old password any more. */
  | { readonly kind: 'DiscardPasswords'; readonly instance: string }
  /** Set the system users' passwords to what the Secret says. */
  | { readonly kind: 'RepairCredentials'; readonly instance: string };

/** What a promotion changes on the record when a person accepts a loss. */
export interface ForcedPromotion {
  /** The members that are left. */
  readonly members: readonly string[];
  readonly waitFor: number;
  /** What is known to be lost, as a GTID set, and how many that are. */
  readonly lostGtids: string;
  readonly transactionsLost: number;
  /** The MySQLOperation that asked for it. */
  readonly operation: string;
}

/** One thing that is not as it should be. */
export interface Finding {
  readonly code: ProblemCode;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly instance?: string;
  /** A sentence for a person: what is the case, and what it means for the data. */
  readonly message: string;
  /** What a person can do, when the engine does nothing by itself. */
  readonly next?: string;
  readonly recovery?: Recovery;
  /** It passes by itself: when to look again, in milliseconds. */
  readonly againInMs?: number;
  /** The operation that the recovery belongs to, or that waits. */
  readonly operation?: OperationIntent;
}
