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

/** How often a request is tried; with the SDKs’ growing pauses that outlasts a restart of the store. */
export const attempts = 8;
