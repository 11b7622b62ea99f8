/** The operations that people ask for, as Kubernetes keeps them: whose turn it is, how far it came, how it ended. */
export * from './OperationDesk';
export * from './OrphanedOperations';
export * from './outline';
