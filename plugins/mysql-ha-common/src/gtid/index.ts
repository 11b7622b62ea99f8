/** The algebra of GTID sets, in process and pure. */
export { GtidSet } from './GtidSet';
export type { GtidOrder } from './GtidSet';
