/** What is wrong: Snapshot in, ordered findings out. Pure; one kind of trouble is one file in `problems/`. */
export * from './diagnose';
export * from './Finding';
export type { OperationIntent } from './operations/OperationIntent';
export { hostOf } from './hostOf';
export { lossWith } from './loss';
export * from './ProblemCode';
export { primaryEvidence } from './primaryEvidence';
export * from './quorum';
export * from './replication';
export { relayAbove, relayOf, sourceOf } from './sources';
export { surplusOf } from './surplus';
