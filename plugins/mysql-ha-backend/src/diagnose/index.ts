/** What is wrong: Snapshot in, ordered findings out. Pure; one kind of trouble is one file in `problems/`. */
export * from './diagnose';
export { bytesInWords } from './disk';
export { diskLevels } from './diskLevels';
export * from './Finding';
export { followsOutside, isFollowing, outsideName } from './following';
export type { OperationIntent } from './operations/OperationIntent';
export { hostOf } from './hostOf';
export { secondsBehind } from './lagging';
export { lossWith, tooMuch } from './loss';
export { outsideHasAll } from './outsideHasAll';
export * from './ProblemCode';
export { hearsSource, primaryEvidence } from './primaryEvidence';
export * from './quorum';
export * from './replication';
export { relayAbove, relayOf, sourceOf } from './sources';
export { judgeSurplus, surplusOf } from './surplus';
export { volumeCanBeRead } from './volumeCanBeRead';
