/** How loading, forbidden, missing, failed and stale look. */
export * from './FailureCard';
export * from './LiveContent';
export * from './LiveMark';
export * from './LivePart';
export * from './LoadingCards';
export * from './StaleHint';
