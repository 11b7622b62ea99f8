/** When things happen in a simulation, and by what chance. */
export * from './OperatorProcess';
export * from './Random';
