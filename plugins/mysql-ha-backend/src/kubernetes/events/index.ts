/** Kubernetes Events: what the engine tells people, and what Kubernetes tells about a cluster's objects. */
export * from './EventRecorder';
export * from './listClusterEvents';
