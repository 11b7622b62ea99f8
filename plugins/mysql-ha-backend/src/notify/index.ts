/** Who is told what: what happened to a cluster becomes a notification to the owner of its catalog entity, once. */
export * from './ClusterNotifier';
