/** A deterministic model of semi-synchronous MySQL behind the adapter's interface, for tests and the simulator. */
export { ClientCommit } from './ClientCommit';
export { InMemoryMySql } from './InMemoryMySql';
export type { MysqldProcess } from './MysqldProcess';
export { MySqlWorld } from './MySqlWorld';
export { Network } from './Network';
export { Server } from './Server';
export type { Change, Transaction } from './Transaction';
export { VirtualClock } from './VirtualClock';
export type { WorldBehaviour } from './WorldBehaviour';
export type { WorldTimings } from './WorldTimings';
