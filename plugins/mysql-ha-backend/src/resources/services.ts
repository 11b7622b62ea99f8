import {
  MYSQL_PORT,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { instanceSelector } from './labels';
import {
  SUPERVISOR_PORT,
  instancesServiceName,
  primaryServiceName,
  replicasServiceName,
} from './names';
import { ownedMetadata } from './ownedMetadata';

/** A Service, as far as mysql-ha fills it. */
export interface Service extends KubernetesObject {
  readonly kind: 'Service';
  readonly spec: {
    readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
    readonly clusterIP?: 'None';
    readonly publishNotReadyAddresses?: boolean;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports: readonly {
      readonly name: string;
      readonly port: number;
      readonly targetPort: number;
      readonly protocol: 'TCP';
    }[];
  };
}

/** The headless Service and the two that clients use. */
export function services(cluster: MySQLCluster): readonly Service[] {
  return [
    instancesService(cluster),
    clientService(cluster, 'primary'),
    clientService(cluster, 'replicas'),
  ];
}

function instancesService(cluster: MySQLCluster): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: ownedMetadata(cluster, instancesServiceName(cluster.metadata)),
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      // Instances must find each other before they are ready: a replica is ready only once it replicates.
      publishNotReadyAddresses: true,
      selector: instanceSelector(cluster.metadata),
      ports: [port('mysql', MYSQL_PORT), port('supervisor', SUPERVISOR_PORT)],
    },
  };
}

/** No selector: the engine writes the EndpointSlice, so that rerouting is one write with one author. */
function clientService(
  cluster: MySQLCluster,
  role: 'primary' | 'replicas',
): Service {
  const { type, annotations } = cluster.spec.services[role];
  const name = {
    primary: primaryServiceName,
    replicas: replicasServiceName,
  }[role](cluster.metadata);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...ownedMetadata(cluster, name), annotations },
    spec: { type, ports: [port('mysql', MYSQL_PORT)] },
  };
}

function port(name: string, number: number) {
  return { name, port: number, targetPort: number, protocol: 'TCP' } as const;
}
