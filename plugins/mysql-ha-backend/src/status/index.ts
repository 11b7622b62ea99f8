/** What is shown: snapshot and findings in, conditions, phase and sentences out. Pure. */
export * from './composeStatus';
export type { Refusal } from './refusals';
export * from './sameStatus';
