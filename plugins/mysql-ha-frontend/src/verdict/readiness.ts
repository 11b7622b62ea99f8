import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** How many instances serve, and how many of them there should be as far as the engine has heard. */
export function readiness({ status, spec }: ClusterView) {
  return {
    ready: status.readyInstances ?? 0,
    wanted: status.desiredInstances ?? spec.instances,
  };
}

/** The same as it is shown: `2/3`. */
export function readyWords(cluster: ClusterView): string {
  const { ready, wanted } = readiness(cluster);
  return `${ready}/${wanted}`;
}
