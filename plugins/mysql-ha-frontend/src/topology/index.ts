/** The picture of instances, nodes and replication. */
export * from './TopologyPanel';
