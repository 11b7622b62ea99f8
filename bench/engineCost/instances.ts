/** Instances of each cluster. */
export const INSTANCES = 3;
export const NAMESPACE = 'bench';

/** One simulated cluster. */
export interface Cluster {
  readonly number: number;
  readonly name: string;
  /** The name of an instance in the headless Service. */
  readonly hostOf: (ordinal: number) => string;
}

/** One simulated instance. */
export interface Instance {
  readonly cluster: Cluster;
  readonly ordinal: number;
  readonly name: string;
  readonly host: string;
  /** All of 127.0.0.0/8 is this machine. */
  readonly address: string;
}

export function clusterNumbered(number: number): Cluster {
  const name = `db${number}`;
  return {
    number,
    name,
    hostOf: ordinal => `${name}-${ordinal}.${name}-instances.${NAMESPACE}.svc`,
  };
}

export function instanceOf(cluster: Cluster, ordinal: number): Instance {
  const position = cluster.number * INSTANCES + ordinal;
  return {
    cluster,
    ordinal,
    name: `${cluster.name}-${ordinal}`,
    host: cluster.hostOf(ordinal),
    address: `127.77.${Math.floor(position / 250)}.${(position % 250) + 1}`,
  };
}

/** All instances of so many clusters. */
export function fleetOf(clusters: number): readonly Instance[] {
  return Array.from({ length: clusters * INSTANCES }, (_, i) =>
    instanceOf(clusterNumbered(Math.floor(i / INSTANCES)), i % INSTANCES),
  );
}
