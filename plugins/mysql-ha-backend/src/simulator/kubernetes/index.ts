/** The Kubernetes of a simulation: its objects, and what an operator sees of them. */
export * from './SimulatedApiServer';
export * from './SimulatedKubernetes';
