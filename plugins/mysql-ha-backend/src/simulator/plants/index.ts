/** Bugs planted in the engine and in the model, each a swap of one piece: the simulator has to find every one. */
export * from './plants';
