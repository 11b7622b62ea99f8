/** What keeps a page true while it is open: signals first, polling as the fallback. */
export * from './clusterSignals';
export * from './Live';
export * from './useLive';
export * from './useNow';
export * from './useRun';
