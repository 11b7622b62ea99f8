/** What everything that runs on a real Kubernetes stands on, be it a test, a round of chaos or a bench. */
export { BackendProcess } from './BackendProcess';
export type { BackendProcessOptions } from './BackendProcess';
export { localCluster } from './localCluster';
export type { LocalCluster } from './localCluster';
export { Namespaces } from './Namespaces';
export { ROOT } from './root';
