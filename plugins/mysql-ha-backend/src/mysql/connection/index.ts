/** Connections to mysqld: the ways to a pod, deadlines, and what their failures mean. */
export { AutoTransport } from './AutoTransport';
export type { Way } from './AutoTransport';
export { Call } from './Call';
export { DirectTransport } from './DirectTransport';
export { LazySession } from './LazySession';
export { PortForwardTransport } from './PortForwardTransport';
export { Session } from './Session';
export type { Row, SessionOptions } from './Session';
export { toFailure } from './toFailure';
export type { Transport } from './Transport';
