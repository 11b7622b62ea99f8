import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { renderMyCnf } from './mycnf';
import { SUPERVISOR_PORT, configMapName, instanceHost } from './names';
import { ownedMetadata } from './ownedMetadata';
import { DATA_DIR } from './paths';
import { serverIdBase } from './serverIds';

/** A ConfigMap, as far as mysql-ha fills it. */
export interface ConfigMap extends KubernetesObject {
  readonly kind: 'ConfigMap';
  readonly data: Readonly<Record<string, string>>;
}

/**
 * An instance cut off from the API server and all peers for this long refuses its clients. Shorter than a failover takes
 * to suspect and agree, so that no client is served by two.
 */
const SELF_FENCE_SECONDS = 3;

/** Below the pod’s grace period, so that the supervisor and not kubelet ends mysqld. */
const STOP_TIMEOUT_SECONDS = 25;

/** What the ConfigMap depends on beside the spec. */
export interface ConfigMapOptions {
  /** Instances that exist or shall exist; without it `spec.instances`. */
  readonly instances?: number;
  /** Keys of `spec.config`, in canonical spelling, whose values a running server refused. */
  readonly refusedKeys?: readonly string[];
}

/** The ConfigMap with my.cnf and the supervisor’s settings. */
export function configMap(
  cluster: MySQLCluster,
  options: ConfigMapOptions = {},
): ConfigMap {
  const { metadata, spec } = cluster;
  const { instances = spec.instances, refusedKeys } = options;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: ownedMetadata(cluster, configMapName(metadata)),
    data: {
      'my.cnf': renderMyCnf(spec, refusedKeys),
      'supervisor.json': `${JSON.stringify(
        {
          serverIdBase: serverIdBase(metadata),
          peers: Array.from({ length: instances }, (_, ordinal) =>
            instanceHost(metadata, ordinal),
          ),
          peerPort: SUPERVISOR_PORT,
          selfFenceSeconds: SELF_FENCE_SECONDS,
          dataDir: DATA_DIR,
          stopTimeoutSeconds: STOP_TIMEOUT_SECONDS,
        },
        null,
        2,
      )}\n`,
    },
  };
}
