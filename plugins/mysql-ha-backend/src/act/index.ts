/** Doing: a Plan is carried out against the adapters, step by step, with authority checked before each. */
export * from './ActContext';
export * from './describeStep';
export * from './execute';
