/** The table of instances. */
export * from './InstancesPanel';
