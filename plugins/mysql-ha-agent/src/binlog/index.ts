/** MySQL’s binary log: how it is fetched from a server, and what its events say. */
export { BinlogDump } from './BinlogDump';
export type { DumpRequest } from './dumpRequest';
export * from './events';
export { readGtidEvent } from './gtidEvent';
export type { TransactionBegin } from './TransactionBegin';
export { isHeartbeat } from './isHeartbeat';
