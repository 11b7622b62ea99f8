import { Step } from '../../plan';

/** When the first fault may happen, in milliseconds: the cluster is watched by then. */
export const FIRST_AT = 2_000;

/** An instance: by ordinal, or by what it is when the fault befalls it. */
export type Target = number | 'primary' | 'replica';

/** A party of the network. */
export type Party = Target | 'operator' | 'kubernetes' | 'clients';

/** What a person may ask for in a schedule. */
export type AskedFor =
  | 'Switchover'
  | 'Failover'
  | 'Rebuild'
  | 'Restart'
  | 'Fence'
  | 'RotatePasswords';

/** Something that happens to the cluster, to its operators, or is asked of it. Durations are in milliseconds. */
export type Fault =
  /** kill -9 of mysqld; it starts again after a while. */
  | { readonly kind: 'kill'; readonly of: Target; readonly forMs: number }
  /** SIGSTOP and SIGCONT. */
  | { readonly kind: 'freeze'; readonly of: Target; readonly forMs: number }
  /** Nobody reaches it, and it reaches nobody. */
  | { readonly kind: 'isolate'; readonly of: Target; readonly forMs: number }
  /** Packets between two are dropped, both ways or only those from the first to the second. */
  | {
      readonly kind: 'cut';
      readonly from: Party;
      readonly to: Party;
      readonly oneWay: boolean;
      readonly forMs: number;
    }
  /** The machine loses power: what was not synced is gone. */
  | {
      readonly kind: 'losePower';
      readonly of: Target | 'all';
      readonly forMs: number;
    }
  /** The volume is lost: it comes back empty. */
  | { readonly kind: 'wipe'; readonly of: Target }
  | { readonly kind: 'fillDisk'; readonly of: Target; readonly forMs: number }
  /** Applying stands still. */
  | {
      readonly kind: 'holdApplier';
      readonly of: Target;
      readonly forMs: number;
    }
  /** From now on transactions take so long to get there, and to be applied. */
  | {
      readonly kind: 'slow';
      readonly of: Target;
      readonly receiveMs: number;
      readonly applyMs: number;
    }
  | { readonly kind: 'deletePod'; readonly of: Target }
  | { readonly kind: 'scale'; readonly to: number }
  /** All pods were made from an older template, so each restarts, the primary last and after a switchover. */
  | { readonly kind: 'rollOut' }
  /** A client runs CREATE USER. */
  | { readonly kind: 'createUser' }
  /** Somebody makes a replica writable by hand, and writes there or not. */
  | {
      readonly kind: 'openByHand';
      readonly of: Target;
      readonly writes: boolean;
    }
  /** A person asks for a MySQLOperation; a Fence is followed by its Unfence. */
  | {
      readonly kind: 'ask';
      readonly type: AskedFor;
      readonly of: Target;
      readonly forMs: number;
    }
  /** The node of an instance takes no more pods for a while, so whoever leads there leaves it. */
  | { readonly kind: 'cordon'; readonly of: Target; readonly forMs: number }
  /** The operator's process stands still, and does late what it was about to do. */
  | { readonly kind: 'stallOperator'; readonly forMs: number }
  /** The operator's process ends; another starts after a while. */
  | { readonly kind: 'killOperator'; readonly forMs: number }
  /** The operator's wall clock jumps. */
  | { readonly kind: 'jumpClock'; readonly byMs: number }
  /** Commands of operators take up to so long to arrive. */
  | {
      readonly kind: 'delayCommands';
      readonly ms: number;
      readonly forMs: number;
    }
  /**
   * The next time that an operator is about to take such a step of a plan beside its loop, or so long after: it stands
   * still, ends, or is cut off from Kubernetes, so that another takes over.
   */
  | {
      readonly kind: 'ambush';
      readonly step: Step['do'] | 'any';
      readonly afterMs: number;
      readonly wound: 'stall' | 'kill' | 'cutOff';
      readonly forMs: number;
    }
  /** The owner of the scheduled event enables or disables it. */
  | { readonly kind: 'alterEvent'; readonly enabled: boolean }
  /** Somebody places relays elsewhere, or takes them out of the spec. */
  | { readonly kind: 'placeRelays'; readonly relays: readonly Relay[] }
  /** Somebody removes the MySQL outside from the spec, so that the cluster takes writes. */
  | { readonly kind: 'detach' };

/** A fault of these kinds. */
export type FaultOf<Kind extends Fault['kind']> = Extract<
  Fault,
  { readonly kind: Kind }
>;

/** Who replicates from an instance that is not the primary, by ordinals. */
export interface Relay {
  readonly instance: number;
  readonly below: readonly number[];
}

/** A fault and when it happens, in milliseconds from the beginning. */
export interface ScheduledFault {
  readonly at: number;
  readonly fault: Fault;
}

/** What the cluster promises of a commit that a client was told OK for. */
export type Promised = 'Required' | 'Preferred' | 'Async';

/** All that a run is made of: the same schedule is the same run. */
export interface Schedule {
  /** For what is left to chance during the run: who commits when, how long a request takes. */
  readonly seed: number;
  readonly instances: number;
  /** `durability` with topology SemiSync, or topology Async. */
  readonly promised: Promised;
  /** It follows a MySQL outside, until it is detached. */
  readonly follows?: boolean;
  /** Those of the spec at the beginning. */
  readonly relays?: readonly Relay[];
  /** Everybody logs in with passwords of Secrets, and new ones may be asked for. */
  readonly rotates?: boolean;
  /** Each transaction is so large that binary logs have to go before they fill the volume. */
  readonly isHeavy?: boolean;
  /** It has a scheduled event, which its owner enables and disables. */
  readonly schedulesEvents?: boolean;
  readonly operators: number;
  readonly minSecondsBetween: number;
  /** How long a transaction takes to each instance, and until it is applied there, in milliseconds. */
  readonly paces: readonly {
    readonly receiveMs: number;
    readonly applyMs: number;
  }[];
  readonly faults: readonly ScheduledFault[];
  /** When all that is broken is mended. */
  readonly healAt: number;
}
