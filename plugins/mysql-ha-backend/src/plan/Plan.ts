import { GtidSet } from '../mysql';

/** One thing to do. Each is safe to repeat, so that a plan that was cut off can begin anew. */
export type Step =
  /** Write `status.fence`: from here on a successor knows who stopped the receivers. */
  | {
      readonly do: 'JournalFence';
      readonly reason: string;
      /** The old primary's answering does not end it. */
      readonly evenIfAlive?: boolean;
      /** What a successor has to know for the record: who led, and how many replicas held its commits. */
      readonly from?: string;
      readonly waitedFor?: number;
    }
  | {
      readonly do: 'ClearFence';
      /** The change of primary is done: it goes on the record in the same write. */
      readonly closesIncident?: boolean;
    }
  /** Change the record by compare-and-swap, after a live read. */
  | {
      readonly do: 'Record';
      readonly primary?: string;
      readonly raiseTerm?: boolean;
      /** The raised term is above this one too. */
      readonly aboveTerm?: number;
      readonly members?: readonly string[];
      readonly waitFor?: number;
      /** How many replicas are known to hold every commit of before; left out, no more than was known. */
      readonly lowestWaitFor?: number;
      /** What the fence says of it from now on. */
      readonly waitedFor?: number;
    }
  | { readonly do: 'StopReceiving'; readonly instance: string }
  | {
      readonly do: 'StartReplica';
      readonly instance: string;
      readonly acknowledge: boolean;
    }
  | {
      readonly do: 'Follow';
      readonly instance: string;
      readonly source: string;
      readonly acknowledge: boolean;
      /** With the password that is only offered yet. */
      readonly next?: boolean;
    }
  | { readonly do: 'ForgetSource'; readonly instance: string }
  | {
      readonly do: 'Apply';
      readonly instance: string;
      readonly set: GtidSet;
      readonly seconds: number;
    }
  /** Read what `of` holds now, applied or only received, and wait until each of the instances has applied it too. */
  | {
      readonly do: 'ProveHolds';
      readonly instances: readonly string[];
      readonly of: string;
      readonly seconds: number;
    }
  | {
      readonly do: 'SetSemiSync';
      readonly instance: string;
      readonly waitFor: number;
    }
  | { readonly do: 'MakeWritable'; readonly instance: string }
  | { readonly do: 'MakeReadOnly'; readonly instance: string }
  | { readonly do: 'WriteTerm'; readonly instance: string }
  /** Write the record of members into MySQL too. */
  | { readonly do: 'WriteMembers'; readonly instance: string }
  | {
      readonly do: 'Fence';
      readonly instance: string;
      /** It takes no writes any more, and its replicas are still connected. */
      readonly drained?: boolean;
    }
  | { readonly do: 'LiftOfflineMode'; readonly instance: string }
  | {
      readonly do: 'Clone';
      readonly instance: string;
      readonly donor: string;
      /** The donor is the MySQL outside that the spec names. */
      readonly outside?: boolean;
    }
  /** Point at the MySQL outside that the spec names, without acknowledging. */
  | { readonly do: 'FollowOutside'; readonly instance: string }
  /** Put an instance's binary logs aside, before what it holds alone is replaced. */
  | {
      readonly do: 'KeepBinlogs';
      readonly instance: string;
      /** What it holds alone; left out, all is put aside. */
      readonly gtids?: GtidSet;
      readonly reason: string;
      /** Nobody was asked, so that it fails if any of them is more than a heartbeat of the engine. */
      readonly heartbeatsOnly?: true;
    }
  /** Apply on an instance what the binary logs of another hold more, whose mysqld does not run. */
  | {
      readonly do: 'FetchLacking';
      readonly instance: string;
      readonly from: string;
      readonly holds: GtidSet;
      /** For how long it may be tried, in all. */
      readonly seconds: number;
    }
  /** Write EndpointSlices and labels as they now are. */
  | { readonly do: 'Route' }
  | { readonly do: 'DeletePod'; readonly instance: string }
  | {
      readonly do: 'RepairCredentials';
      readonly instance: string;
      readonly logged: boolean;
    }
  /** Write next passwords into the Secret, beside those that hold. */
  | { readonly do: 'OfferPasswords'; readonly id: string }
  /** Let each account log in with its next password too. */
  | { readonly do: 'RenewPasswords'; readonly instance: string }
  /** Write the next passwords in the place of those that held. */
  | { readonly do: 'AdoptPasswords' }
  /** Let no account of the engine log in with its old password any more, and note it. */
  | { readonly do: 'DiscardPasswords'; readonly instance: string }
  /** Note on the record that a person closed an instance. */
  | {
      readonly do: 'MarkFenced';
      readonly instance: string;
      readonly reason: string;
    }
  | { readonly do: 'UnmarkFenced'; readonly instance: string }
  /** Write how an operation ended, with its plan if it was only planned. */
  | {
      readonly do: 'EndOperation';
      readonly operation: string;
      readonly phase: 'Succeeded' | 'Failed';
      readonly message: string;
    }
  /** Side by side; with `tolerant` a failure of one is logged, and the level-triggered loop repairs it. */
  | {
      readonly do: 'Together';
      readonly steps: readonly (Step | readonly Step[])[];
      readonly tolerant: boolean;
    };

/** What is kept for the record of a change of primary. */
export interface IncidentIntent {
  readonly kind: 'Failover' | 'Switchover' | 'ColdStart' | 'Rebuild';
  readonly cause: string;
  readonly evidence: readonly string[];
  readonly from?: string;
  readonly to?: string;
  /** What is known to be lost: how many transactions, and which. */
  readonly transactionsLost?: number;
  readonly lostGtids?: string;
  /** For how long no write had committed before, where that is known from the heartbeat, in milliseconds. */
  readonly downForMs?: number;
  /** The MySQLOperation that asked for it. */
  readonly operation?: string;
  /** What is going to be done, in the words in which each step is noted when it is. */
  readonly planned?: readonly string[];
  /** How many replicas at least held each acknowledged commit of the old primary. */
  readonly waitedFor?: number;
}

/** Steps in order. */
export interface Plan {
  /** In words, for the log and the page. */
  readonly name: string;
  readonly steps: readonly Step[];
  /** If a step fails: what puts everything back. */
  readonly undo?: readonly Step[];
  /** Runs beside the loop, keyed by this instance, because it takes long. */
  readonly background?: string;
  /** Runs beside the loop, because it waits for others, and no step of it is a command of those that the loop gives now. */
  readonly beside?: boolean;
  /** Opens an incident, or goes on with the open one. */
  readonly incident?: IncidentIntent;
  /** Ends the open incident. */
  readonly closesIncident?: boolean;
}
