/** Operators of a simulation: the engine's own parts, on a process that may stand still or end. */
export type { Plant } from './Plant';
export * from './DistantMySql';
export * from './SimulatedOperator';
