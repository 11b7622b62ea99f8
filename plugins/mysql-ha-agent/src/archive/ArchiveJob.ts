import type { AnswerOptions } from '../answers/startAnswers';
import { ArchiveGap, Recoverability } from '../history/recoverability';
import { ServerLogin } from '../mysql';
import { ObjectStore } from '../stores';

/** What an archiver follows, and where to. @public */
export interface ArchiveJob {
  readonly cluster: {
    readonly namespace: string;
    readonly name: string;
    /** Tells it from its successor of the same name; left out, there is none. */
    readonly uid?: string;
  };
  /** Opens the store anew: keys may have changed. */
  readonly openStore: () => ObjectStore;
  /** Where the archive is, below the store’s prefix; of this cluster alone. */
  readonly path: string;
  /** All instances, with the keys of now; whoever is the primary is found out. */
  readonly instances: () => readonly ServerLogin[];
  /** A folder for what is not in the store yet. */
  readonly scratch: string;
  /**
   * The folder of the cluster’s backups, below the store’s prefix: what can be restored is told then, and what none of them
   * needs is deleted.
   */
  readonly backups?: string;
  /** Lets others ask what a moment ends with; needs `backups`. */
  readonly answers?: AnswerOptions;
  readonly report: (report: ArchiveReport) => void;
  readonly signal: AbortSignal;
  /** For tests; 60 s and an hour. */
  readonly heartbeatEveryMs?: number;
  readonly chapterMs?: number;
  /** For tests; a minute. */
  readonly recoverabilityEveryMs?: number;
}

/** How an archive goes. @public */
export type ArchiveReport =
  | {
      readonly state: 'Following';
      /** The instance that is read. */
      readonly source: string;
      readonly term: number;
      /** The chapter that is written. */
      readonly chapter: string;
      /** Commit time of the newest transaction in the store, RFC 3339; left out before the first. */
      readonly archivedTo?: string;
      /** All that the archive knows, with what preceded it. */
      readonly gtidSet: string;
      /** From the commit of the newest transaction until it was in the store. */
      readonly delayMs?: number;
      /** How old the oldest commit is that is known and not in the store; left out while none waits for long. */
      readonly behindMs?: number;
    }
  | {
      readonly state: 'Waiting';
      /** A sentence: what it waits for. */
      readonly message: string;
    }
  | {
      readonly state: 'Recoverable';
      /** RFC 3339; left out, as `latest`, when nothing can be restored to a moment. */
      readonly earliest?: string;
      readonly latest?: string;
      /** In between, the newest ten. */
      readonly gaps: readonly ArchiveGap[];
      /** What this chapter is continued by can be restored too; left out when it can’t. */
      readonly chapter?: string;
      /** How many backups of all databases were found, without those that a proof refuted. */
      readonly backups: number;
      /** What each of them alone can be restored to, so that whoever hears of one that goes knows what is left; not all of many. */
      readonly ranges: Recoverability['ranges'];
    }
  | {
      readonly state: 'Unknown';
      /** A sentence: why it isn’t known what can be restored. */
      readonly message: string;
    };
