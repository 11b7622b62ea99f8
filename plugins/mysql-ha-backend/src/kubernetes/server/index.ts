/** The adapter on a real API server: kubeconfig, HTTP, watches, port-forward. */
export * from './RealKubernetes';
export * from './RealKubernetesOptions';
