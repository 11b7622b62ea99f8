import { isIPv6 } from 'node:net';
import {
  CLUSTER_LABEL,
  MYSQL_PORT,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { MANAGED_BY, TERM_ANNOTATION } from './labels';
import { primaryServiceName, replicasServiceName } from './names';
import { ownedMetadata } from './ownedMetadata';

/** Where an instance is reached inside Kubernetes. */
export interface InstanceEndpoint {
  readonly instance: string;
  readonly ip: string;
  readonly node?: string;
}

/** Who serves, as the engine decided in this term. */
export interface Routing {
  readonly term: number;
  /** At most one: invariant 3. */
  readonly primary?: InstanceEndpoint;
  /** Replicas that may serve reads; when there is none, the primary does if it may. */
  readonly replicas: readonly InstanceEndpoint[];
  /** All that the primary shows is history. */
  readonly primaryMayServeReads: boolean;
}

/** An EndpointSlice, as far as mysql-ha fills it. */
export interface EndpointSlice extends KubernetesObject {
  readonly kind: 'EndpointSlice';
  readonly addressType: 'IPv4' | 'IPv6';
  readonly endpoints: readonly {
    readonly addresses: readonly string[];
    readonly conditions: {
      readonly ready: boolean;
      readonly serving: boolean;
      readonly terminating: boolean;
    };
    readonly nodeName?: string;
    readonly targetRef: {
      readonly kind: 'Pod';
      readonly name: string;
      readonly namespace: string;
    };
  }[];
  readonly ports: readonly {
    readonly name: string;
    readonly port: number;
    readonly protocol: 'TCP';
  }[];
}

/** The EndpointSlice of the Service for writes. */
export function primaryEndpointSlice(
  cluster: MySQLCluster,
  routing: Routing,
): EndpointSlice {
  return slice(
    cluster,
    primaryServiceName(cluster.metadata),
    routing.term,
    routing.primary ? [routing.primary] : [],
  );
}

/** The EndpointSlice of the Service for reads. */
export function replicasEndpointSlice(
  cluster: MySQLCluster,
  { term, primary, replicas, primaryMayServeReads }: Routing,
): EndpointSlice {
  const fallback = primary && primaryMayServeReads ? [primary] : [];
  return slice(
    cluster,
    replicasServiceName(cluster.metadata),
    term,
    replicas.length > 0 ? replicas : fallback,
  );
}

function slice(
  cluster: MySQLCluster,
  service: string,
  term: number,
  endpoints: readonly InstanceEndpoint[],
): EndpointSlice {
  const { metadata } = cluster;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      ...ownedMetadata(cluster, service),
      labels: {
        [CLUSTER_LABEL]: metadata.name,
        'kubernetes.io/service-name': service,
        'endpointslice.kubernetes.io/managed-by': MANAGED_BY,
      },
      annotations: { [TERM_ANNOTATION]: String(term) },
    },
    addressType: endpoints.some(({ ip }) => isIPv6(ip)) ? 'IPv6' : 'IPv4',
    endpoints: [...endpoints]
      .sort((a, b) => (a.instance < b.instance ? -1 : 1))
      .map(({ instance, ip, node }) => ({
        addresses: [ip],
        // What stands here is what serves: the engine takes an instance out instead of marking it.
        conditions: { ready: true, serving: true, terminating: false },
        ...(node === undefined ? {} : { nodeName: node }),
        targetRef: {
          kind: 'Pod',
          name: instance,
          namespace: metadata.namespace,
        },
      })),
    ports: [{ name: 'mysql', port: MYSQL_PORT, protocol: 'TCP' }],
  };
}
