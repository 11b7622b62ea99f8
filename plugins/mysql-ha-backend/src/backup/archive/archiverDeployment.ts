import { CLUSTER_LABEL } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../../kubernetes';
import { AgentWork } from '../jobs';
import { agentLabels } from '../jobs/agentJob';
import { agentPod } from '../jobs/agentPod';

/** On the pod: changes with the keys of the store, so that a new pod begins with new ones at once. */
const KEYS_ANNOTATION = 'mysqlha.dev/store-keys';

/**
 * Kubernetes leaves a pod for five minutes on a node that is gone; another archiver does no harm, and the archive must not be
 * behind for so long.
 */
const SOON = ['not-ready', 'unreachable'].map(why => ({
  key: `node.kubernetes.io/${why}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 30,
}));

/** What tells the pod of one archiver from all others. */
const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/**
 * The Deployment of an archiver. A second one at the same time would do no harm, but cost: the old one goes first.
 *
 * @param keys - the version of the Secrets with the keys
 */
export function archiverDeployment(
  work: AgentWork,
  { keys, asleep }: { readonly keys: string; readonly asleep: boolean },
): KubernetesObject {
  const { namespace, name, cluster, owner } = work;
  const labels = agentLabels(work);
  const { metadata, spec } = agentPod(work, 'Always', {
    ...labels,
    [INSTANCE_LABEL]: name,
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      ...{ name, namespace },
      labels: { ...labels, ...(cluster && { [CLUSTER_LABEL]: cluster }) },
      ownerReferences: [owner],
    },
    spec: {
      replicas: asleep ? 0 : 1,
      revisionHistoryLimit: 0,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: { [INSTANCE_LABEL]: name } },
      template: {
        metadata: {
          ...metadata,
          annotations: { ...metadata.annotations, [KEYS_ANNOTATION]: keys },
        },
        spec: { ...spec, tolerations: [...(spec.tolerations ?? []), ...SOON] },
      },
    },
  };
}

/** Selects the pods of an archiver. */
export function archiverPods(name: string): string {
  return `${INSTANCE_LABEL}=${name}`;
}
