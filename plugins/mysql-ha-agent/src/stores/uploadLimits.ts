/**
 * The smallest part that S3 takes. Of each stream three are in memory, and once more until they are collected. S3 takes
 * 10,000 parts: an object may have 50 GB, of which the agent’s own objects stay far below.
 */
export const partBytes = 5 * 1024 ** 2;

/** Parts that are on their way at once. */
export const parallelParts = 2;

/** An idle connection is given up, so that a request to a store that fell silent is tried anew. */
export const idleMs = 30_000;

/** A connection is given up. */
export const connectMs = 5_000;

/** A store that is gone or answers with errors is waited for: longer than it or its network takes to start anew. */
export const patienceMs = 120_000;

const firstPauseMs = 200;
/** The longest pause between two tries. */
export const mostPauseMs = 5_000;

/** The pause before the n-th new try; chance spreads those of many agents. */
export function pauseMs(count: number): number {
  const longest = Math.min(mostPauseMs, firstPauseMs * 2 ** (count - 1));
  return longest * (0.75 + Math.random() / 4);
}

/** How many tries with such pauses fit into a time, for an SDK that can only count them. */
export function triesWithin(ms: number): number {
  let tries = 1;
  for (let passed = 0; passed < ms; tries++)
    passed += Math.min(mostPauseMs, firstPauseMs * 2 ** (tries - 1));
  return tries;
}

/** The first pause, for an SDK that grows them itself. */
export const azureFirstPauseMs = firstPauseMs;
