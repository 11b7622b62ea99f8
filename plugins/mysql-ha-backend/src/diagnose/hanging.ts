import { instanceNamed, primaryOf, Snapshot } from '../observe';
import { AnsweringPrimary, openPrimary } from './answeringPrimary';
import { enoughAttached } from './attachment';
import { diskOf } from './disk';
import { mayReplaceLiving, sinceTooRecentFailover } from './failoverLimits';
import { Found } from './ProblemKind';
import { lowestWaitFor } from './quorum';

/** How long a heartbeat may wait before writes count as hanging (design section 4). */
const HANGING_MS = 5_000;
/** Older facts tell nothing of now: a process that was stalled finds its heartbeat late by its own fault. */
const FRESH_MS = 1_500;

/** A primary that answers and takes writes, which do not commit although enough members are connected. */
export interface HangingPrimary extends AnsweringPrimary {
  readonly forSeconds: number;
  /** Its volume is full. */
  readonly diskFull: boolean;
}

/** For how long writes have hung, in milliseconds; nothing while they do not, or nobody can say. */
export function writesHangMs(snapshot: Snapshot): number | undefined {
  const mysql = primaryOf(snapshot)?.mysql;
  if (mysql?.state !== 'reachable' || mysql.ageMs > FRESH_MS) return undefined;
  const pendingMs = snapshot.heartbeatPendingMs ?? 0;
  return pendingMs >= HANGING_MS ? pendingMs : undefined;
}

/** The primary, if its writes hang for another reason than missing acknowledgements. */
export function hangingPrimary(snapshot: Snapshot): HangingPrimary | undefined {
  const primary = openPrimary(snapshot);
  const pendingMs = writesHangMs(snapshot);
  if (!primary || pendingMs === undefined) return undefined;
  const { semiSyncSource } = primary.facts;
  if (semiSyncSource.enabled && !enoughAttached(snapshot, semiSyncSource)) {
    return undefined;
  }
  // What waited for replicas that were away does not hang before they have been back for as long.
  const forMs = Math.min(pendingMs, snapshot.connectedForMs ?? 0);
  if (forMs < HANGING_MS) return undefined;
  return {
    ...primary,
    forSeconds: Math.round(forMs / 1000),
    diskFull: diskOf(instanceNamed(snapshot, primary.name))?.full ?? false,
  };
}

/**
 * Replaces a primary that lives, if that may be; else says why not. Nothing acknowledged is lost: its commits wait for
 * replicas, which stop acknowledging before another one is elected.
 */
export function replaceLiving(
  snapshot: Snapshot,
  name: string,
  words: {
    /** What is the case, as a whole sentence. */
    readonly what: string;
    /** The same for the record. */
    readonly reason: string;
    readonly evidence: readonly string[];
    readonly next: string;
  },
): Found {
  const { what, reason, evidence, next } = words;
  if (mayReplaceLiving(snapshot, name)) {
    return {
      instance: name,
      message: `${what} Another member takes over; no acknowledged commit is lost.`,
      recovery: {
        kind: 'BeginFailover',
        reason,
        evidence,
        evenIfAlive: true,
      },
    };
  }
  return {
    instance: name,
    message: `${what} ${whyNot(snapshot)}`,
    next,
  };
}

function whyNot(snapshot: Snapshot): string {
  const { enabled, minSecondsBetween } = snapshot.spec.failover;
  if (lowestWaitFor(snapshot) === 0) {
    return 'Its commits wait for no replica, so nobody replaces it while it runs.';
  }
  if (!enabled) {
    return 'spec.failover.enabled is false, so nobody replaces it.';
  }
  const since = sinceTooRecentFailover(snapshot);
  return since === undefined
    ? 'Nobody can be elected in its place: too few other members can be read, or their histories differ. No acknowledged commit is lost.'
    : `The last failover was ${Math.round(
        since / 1000,
      )} s ago; the next waits until ${minSecondsBetween} s have passed (spec.failover.minSecondsBetween). No acknowledged commit is lost.`;
}
