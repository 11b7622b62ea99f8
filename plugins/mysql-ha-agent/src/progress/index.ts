/** How far the work is, for whoever waits for it. */
export * from './LineProgress';
export * from './Progress';
