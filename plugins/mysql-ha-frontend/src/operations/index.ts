/** Things done once to a cluster: what will happen, how it goes, and what was done before. */
export * from './InstanceMenu';
export * from './OperationDialog';
export * from './operationIcons';
export * from './OperationsPanel';
export * from './operationsFor';
