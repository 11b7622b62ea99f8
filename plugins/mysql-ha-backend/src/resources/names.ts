import {
  ClusterKey,
  clusterNameSchema,
  DATABASE_OF_ANNOTATION,
  MYSQL_PORT,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Port on which the supervisor beside each mysqld answers. */
export const SUPERVISOR_PORT = 13309;

/** Name of the volume claim template; a claim is called `data-<cluster>-<ordinal>`. */
export const DATA_VOLUME = 'data';

/** The StatefulSet, which is called like the cluster. */
export function statefulSetName({ name }: ClusterKey): string {
  return name;
}

/** An instance, which is called like its pod. */
export function instanceName({ name }: ClusterKey, ordinal: number): string {
  return `${name}-${ordinal}`;
}

/** All instances that a cluster of this size has, by ordinal. */
export function instanceNames(
  cluster: ClusterKey,
  instances: number,
): readonly string[] {
  return Array.from({ length: instances }, (_, ordinal) =>
    instanceName(cluster, ordinal),
  );
}

/**
 * The ordinal of an instance.
 * @returns undefined when the name is not one of this cluster's
 */
export function instanceOrdinal(
  { name }: ClusterKey,
  instance: string,
): number | undefined {
  if (!instance.startsWith(`${name}-`)) return undefined;
  const digits = instance.slice(name.length + 1);
  return /^(0|[1-9][0-9]*)$/.test(digits) ? Number(digits) : undefined;
}

/** The claim of an instance's volume. */
export function volumeClaimName(cluster: ClusterKey, ordinal: number): string {
  return `${DATA_VOLUME}-${instanceName(cluster, ordinal)}`;
}

/** The headless Service that gives each instance its host. */
export function instancesServiceName({ name }: ClusterKey): string {
  return `${name}-instances`;
}

/** The Service for writes, and its EndpointSlice. */
export function primaryServiceName({ name }: ClusterKey): string {
  return `${name}-primary`;
}

/** The Service for reads, and its EndpointSlice. */
export function replicasServiceName({ name }: ClusterKey): string {
  return `${name}-replicas`;
}

/** The ConfigMap with my.cnf and supervisor.json. */
export function configMapName({ name }: ClusterKey): string {
  return `${name}-config`;
}

/** The Secret with the engine's own logins. */
export function systemSecretName({ name }: ClusterKey): string {
  return `${name}-system`;
}

/** The Secret with the application's login. */
export function appSecretName({ name }: ClusterKey): string {
  return `${name}-app`;
}

/** The PodDisruptionBudget of the replicas, which is called like the cluster. */
export function podDisruptionBudgetName({ name }: ClusterKey): string {
  return name;
}

/** The PodDisruptionBudget of whoever leads. */
export function primaryDisruptionBudgetName({ name }: ClusterKey): string {
  return `${name}-primary`;
}

/** The host by which the other instances know one; it outlives the pod. */
export function instanceHost(cluster: ClusterKey, ordinal: number): string {
  return `${instanceName(cluster, ordinal)}.${instancesServiceName(cluster)}.${
    cluster.namespace
  }.svc`;
}

/** Where clients write. */
export function primaryHost(cluster: ClusterKey): string {
  return `${primaryServiceName(cluster)}.${cluster.namespace}.svc`;
}

/** Where clients read. */
export function replicasHost(cluster: ClusterKey): string {
  return `${replicasServiceName(cluster)}.${cluster.namespace}.svc`;
}

/** host:port for writes and for reads, as `status.endpoints` shows them. */
export function endpoints(cluster: ClusterKey) {
  return {
    primary: `${primaryHost(cluster)}:${MYSQL_PORT}`,
    replicas: `${replicasHost(cluster)}:${MYSQL_PORT}`,
  };
}

/** What the application's user and database are called after. */
export interface NamesDatabase {
  readonly name: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The cluster whose name they carry: its own, or of one that was restored the one whose data it has. */
export function databaseOf({ name, annotations }: NamesDatabase): string {
  const origin = annotations?.[DATABASE_OF_ANNOTATION];
  // Only what a cluster may be called: a user may write it, and no schema of MySQL's own may be granted.
  return clusterNameSchema.safeParse(origin).data ?? name;
}

/**
 * The application's user, which is also the name of its database. A hyphen would have to be quoted in each statement,
 * so it becomes an underscore; two clusters never share a server, so `a-b` and `a_b` can't meet.
 */
export function appUserName(cluster: NamesDatabase): string {
  return databaseOf(cluster).replaceAll('-', '_');
}
