import { isDeepStrictEqual } from 'node:util';
import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The part of `status` that is shown and decides nothing. */
export type DisplayedStatus = Omit<
  ClusterStatus,
  | 'primary'
  | 'term'
  | 'synchronous'
  | 'fence'
  | 'fencedInstances'
  | 'incidents'
  | 'exchange'
>;

/** Lag is written when it passes one of these, in seconds: a number that changes all the time would cost a write each time. */
const LAG_STEPS = [1, 3, 10, 30, 100, 300, 1000, 3600, 36000];

/**
 * Whether writing `after` would tell a reader anything new.
 * @param before - as it was read, so with what is recorded, and its keys in the API server's order
 */
export function sameStatus(
  before: ClusterStatus,
  after: DisplayedStatus,
): boolean {
  const {
    primary,
    term,
    synchronous,
    fence,
    fencedInstances,
    incidents,
    exchange,
    ...shown
  } = before;
  return isDeepStrictEqual(
    asWritten(essence(shown)),
    asWritten(essence(after)),
  );
}

/** As JSON carries it: what is undefined isn't there. */
function asWritten(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

function essence(status: DisplayedStatus) {
  return {
    ...status,
    lagSeconds: lagStep(status.lagSeconds),
    instances: status.instances?.map(instance => ({
      ...instance,
      gtidExecuted: undefined,
      lagSeconds: lagStep(instance.lagSeconds),
      message: steady(instance.message),
    })),
    message: steady(status.message),
    recoverability: status.recoverability && {
      ...status.recoverability,
      latest: minuteOf(status.recoverability.latest),
    },
    conditions: status.conditions?.map(
      ({ type, status: holds, reason, message, observedGeneration }) => ({
        type,
        holds,
        reason,
        message: steady(message),
        observedGeneration,
      }),
    ),
  };
}

/** As a supervisor writes it, such as 213ms, 10s, or 1m3.2s. */
const GO_DURATION = /\b(?:\d+h)?(?:\d+m)?\d+(?:\.\d+)?m?s\b/g;

/**
 * A sentence without what changes with each look: durations, waiting sessions, MySQL's count of its tries.
 * Other numbers stay: `orders-1` is not `orders-2`, and three members are not two.
 */
function steady(sentence: string | undefined): string | undefined {
  return sentence
    ?.replace(/\b\d+(?= (?:ms|s)\b)/g, '#')
    .replace(GO_DURATION, '#')
    .replace(/\b\d+ sessions?\b/g, '# sessions')
    .replace(/\bretries: \d+/g, 'retries: #');
}

/** What can be restored goes on with each commit, and is written once a minute. */
function minuteOf(time: string | undefined): string | undefined {
  return time?.slice(0, '2026-01-01T00:00'.length);
}

function lagStep(lag: number | undefined): number | undefined {
  return lag === undefined
    ? undefined
    : LAG_STEPS.findIndex(step => lag < step);
}
