/** What is shown: snapshot and findings in, conditions, phase and sentences out. Pure. */
export * from './composeStatus';
export * from './incidentInWords';
export type { Refusal } from './refusals';
export * from './sameStatus';
