import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { clusterLabels, instanceSelector } from './labels';
import { DATA_VOLUME, instancesServiceName, statefulSetName } from './names';
import { ownedMetadata } from './ownedMetadata';
import {
  CURRENT_TEMPLATE_VERSION,
  podTemplate,
  PodTemplate,
} from './podTemplates';

/** A StatefulSet, as far as mysql-ha fills it. */
export interface StatefulSet extends KubernetesObject {
  readonly kind: 'StatefulSet';
  readonly spec: {
    readonly replicas: number;
    readonly serviceName: string;
    readonly podManagementPolicy: 'Parallel';
    readonly updateStrategy: { readonly type: 'OnDelete' };
    readonly persistentVolumeClaimRetentionPolicy: {
      readonly whenDeleted: 'Retain' | 'Delete';
      readonly whenScaled: 'Retain';
    };
    readonly selector: {
      readonly matchLabels: Readonly<Record<string, string>>;
    };
    readonly template: PodTemplate;
    readonly volumeClaimTemplates: readonly VolumeClaimTemplate[];
  };
}

/** A volume claim template, as far as mysql-ha fills it. */
export interface VolumeClaimTemplate {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolumeClaim';
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly accessModes: readonly ['ReadWriteOnce'];
    readonly resources: { readonly requests: { readonly storage: string } };
    readonly storageClassName?: string;
  };
}

/** What the StatefulSet depends on beside the spec. */
export interface StatefulSetOptions {
  /** Image from which the supervisor is copied. */
  readonly supervisorImage: string;
  /** Version of the pods; without one, what status names, else the current one. */
  readonly templateVersion?: number;
  /**
   * Pods that shall exist. An instance is removed as a member before its pod goes, so the engine may hold this above
   * `spec.instances` for a while. Without it: `spec.instances`, and 0 for a hibernating cluster.
   */
  readonly replicas?: number;
  /** Size in the claim template, from the volume plan; without it `spec.storage.size`. */
  readonly storageSize?: string;
}

/** The StatefulSet of the instances. It never restarts a pod by itself: the engine says when, and in which order. */
export function statefulSet(
  cluster: MySQLCluster,
  options: StatefulSetOptions,
): StatefulSet {
  const { metadata, spec, status } = cluster;
  const version =
    options.templateVersion ??
    status.podTemplateVersion ??
    CURRENT_TEMPLATE_VERSION;
  const asked = spec.hibernate ? 0 : spec.instances;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: ownedMetadata(cluster, statefulSetName(metadata)),
    spec: {
      replicas: options.replicas ?? asked,
      serviceName: instancesServiceName(metadata),
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'OnDelete' },
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: spec.deletionPolicy,
        // Also with deletionPolicy Delete: hibernating scales to 0 and must keep every volume.
        whenScaled: 'Retain',
      },
      selector: { matchLabels: instanceSelector(metadata) },
      template: podTemplate(
        { cluster, supervisorImage: options.supervisorImage },
        version,
      ),
      volumeClaimTemplates: [volumeClaimTemplate(cluster, options.storageSize)],
    },
  };
}

function volumeClaimTemplate(
  { metadata, spec }: MySQLCluster,
  size = spec.storage.size,
): VolumeClaimTemplate {
  const { storageClassName } = spec.storage;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: DATA_VOLUME, labels: clusterLabels(metadata) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: size } },
      ...(storageClassName === undefined ? {} : { storageClassName }),
    },
  };
}
