import {
  RealKubernetes,
  RealKubernetesOptions,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';

/** An adapter on the cluster that KUBECONFIG names, which says aloud what goes wrong. */
export function createAdapter(
  options: Partial<RealKubernetesOptions> = {},
): RealKubernetes {
  return RealKubernetes.create({
    logger: {
      error: console.error,
      warn: console.warn,
      info: () => {},
      debug: console.warn,
    },
    ...options,
  });
}
