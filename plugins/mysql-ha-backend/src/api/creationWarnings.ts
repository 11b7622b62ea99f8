import { ClusterSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';

const DEFAULT_CLASS_ANNOTATION = 'storageclass.kubernetes.io/is-default-class';

/** What a person should know before, or right after, creating such a cluster. Nothing in here forbids it. */
export async function creationWarnings(
  spec: ClusterSpec,
  kubernetes: KubernetesAdapter,
): Promise<string[]> {
  return [
    ...topologyWarnings(spec),
    ...(await storageClassWarnings(spec, kubernetes)),
  ];
}

function topologyWarnings({
  topology,
  instances,
  durability,
}: ClusterSpec): string[] {
  switch (topology) {
    case 'SemiSync':
      if (instances === 1) {
        return [
          'One instance is not highly available: while its node is down there is no database. Set instances to 3 to survive the loss of any one.',
        ];
      }
      return instances === 2 && durability === 'Required'
        ? [
            'With two instances under durability Required, writes wait after a failover until the other instance is back, so that no acknowledged commit can be lost. Set instances to 3 to go on writing, or durability to Preferred to accept the risk.',
          ]
        : [];
    case 'Async':
      return [
        'Under topology Async a commit waits for no replica, so a failover may lose the newest acknowledged commits. Choose SemiSync to lose none.',
      ];
    default:
      return [];
  }
}

async function storageClassWarnings(
  { storage: { storageClassName } }: ClusterSpec,
  kubernetes: KubernetesAdapter,
): Promise<string[]> {
  let classes: readonly KubernetesObject[];
  try {
    classes = await kubernetes.list({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
    });
  } catch {
    // An operator confined to some namespaces may not look at cluster-scoped objects: then there is nothing to say.
    return [];
  }
  const names = classes.map(({ metadata }) => metadata.name).sort();
  const choices =
    names.length > 0
      ? `this Kubernetes cluster has ${names.join(', ')}`
      : 'this Kubernetes cluster has none yet';
  if (storageClassName) {
    return names.includes(storageClassName)
      ? []
      : [
          `There is no StorageClass ${storageClassName} (${choices}), so the volumes wait until it exists. Create it, or delete this cluster and create it again with another one.`,
        ];
  }
  const hasDefault = classes.some(
    ({ metadata }) =>
      metadata.annotations?.[DEFAULT_CLASS_ANNOTATION] === 'true',
  );
  return hasDefault
    ? []
    : [
        `No storage class was given and Kubernetes has no default one (${choices}), so the volumes wait until there is one. Name one in storage.storageClassName.`,
      ];
}
