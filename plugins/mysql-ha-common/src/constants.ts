/**
 * The API group, version and marks that every part of mysql-ha agrees on.
 * They are a public contract: other programs rely on these names.
 */

/** API group of all custom resources. @public */
export const API_GROUP = 'mysqlha.dev';

/** The served version of the custom resources. @public */
export const API_VERSION = 'v1alpha1';

/** `apiVersion` as it stands in a manifest. @public */
export const API_GROUP_VERSION = `${API_GROUP}/${API_VERSION}` as const;

/** Label that names the cluster an object belongs to. @public */
export const CLUSTER_LABEL = 'mysqlha.dev/cluster';

/** Label on pods for display; only the engine writes it. @public */
export const ROLE_LABEL = 'mysqlha.dev/role';

/** Label on pods and volumes with the instance's ordinal. @public */
export const INSTANCE_LABEL = 'mysqlha.dev/instance';

/**
 * On a catalog entity: `<namespace>/<name>` of the MySQL cluster it is or uses.
 * On a MySQLCluster: not used.
 * @public
 */
export const CLUSTER_ANNOTATION = 'mysqlha.dev/cluster';

/**
 * On a MySQLCluster: entity reference of the catalog owner, e.g. `group:default/shop-team`.
 * @public
 */
export const OWNER_ANNOTATION = 'mysqlha.dev/owner';

/** On a MySQLCluster: entity reference of the catalog system it belongs to. @public */
export const SYSTEM_ANNOTATION = 'mysqlha.dev/system';

/** On a MySQLCluster: a sentence for people, shown in the catalog. @public */
export const DESCRIPTION_ANNOTATION = 'mysqlha.dev/description';

/**
 * On a MySQLOperation, a MySQLBackup or a MySQLRestore: who asked for it, as an entity reference; the HTTP API writes it,
 * and the engine shows that of an operation in `status.requestedBy`.
 * @public
 */
export const REQUESTED_BY_ANNOTATION = 'mysqlha.dev/requested-by';

/**
 * On a MySQLCluster: what its owner was told last, so that nobody tells it twice; the portal writes it.
 * @public
 */
export const TOLD_ANNOTATION = 'mysqlha.dev/told';

/** Label on Jobs of the backup agent, and on their pods: what they do. @public */
export const AGENT_LABEL = 'mysqlha.dev/agent';

/**
 * The `replica_uuid` by which a server knows the archiver of its binary log among those that read it: the archiver is no
 * server, and has none of its own.
 * @public
 */
export const ARCHIVER_UUID = '6d797371-6c68-6100-a7c4-000000000000';

/** Label on a MySQLBackup: the MySQLBackupSchedule that made it. @public */
export const SCHEDULE_LABEL = 'mysqlha.dev/schedule';

/** Label on a MySQLBackup that was found in its location: a short mark of its path there. @public */
export const DISCOVERED_LABEL = 'mysqlha.dev/discovered';

/**
 * On a MySQLBackup: the path, below its location’s prefix, of the artifact that it stands for. It is not made then, but
 * described by what is found there.
 * @public
 */
export const ARTIFACT_ANNOTATION = 'mysqlha.dev/artifact';

/**
 * On a MySQLBackupLocation: look for backups now, and show those again whose MySQLBackup somebody deleted. The engine takes
 * the annotation away when it has done so.
 * @public
 */
export const DISCOVER_AGAIN_ANNOTATION = 'mysqlha.dev/discover-again';

/**
 * On a MySQLBackup, with the value `true`: the engine deletes its data in the store, and then the resource. To delete the
 * resource alone leaves the data where they are.
 * @public
 */
export const DELETE_WITH_DATA_ANNOTATION = 'mysqlha.dev/delete-with-data';

/**
 * On a MySQLBackup: prove as soon as possible that its data can be had back, by a restore into a throw-away instance. The engine
 * takes the annotation away when it has begun, or can't; `status.verification` says what came of it.
 * @public
 */
export const VERIFY_ANNOTATION = 'mysqlha.dev/verify';

/**
 * On a MySQLCluster that a restore made: the name of the cluster whose data it has, after which its application’s user and
 * database go on to be called.
 * @public
 */
export const DATABASE_OF_ANNOTATION = 'mysqlha.dev/database-of';

/** How many operations of a cluster are kept; older ones that have ended are deleted. @public */
export const KEPT_OPERATIONS = 20;

/** Catalog `spec.type` of a cluster's Resource entity. @public */
export const ENTITY_TYPE = 'mysql-cluster';

/** Signals channel on which the backend announces changed clusters. @public */
export const SIGNAL_CHANNEL = 'mysql-ha:clusters';

/**
 * Topic of the events service on which the backend tells other backend plugins that a cluster appeared, went,
 * or changed in what people wrote about it. The payload is that of the signals.
 * @public
 */
export const CLUSTERS_TOPIC = 'mysql-ha.clusters';

/** Port on which every mysqld listens. @public */
export const MYSQL_PORT = 3306;

/**
 * Longest name of a cluster, in characters. The app user carries the name and MySQL allows 32
 * (https://dev.mysql.com/doc/refman/9.7/en/user-names.html).
 * @public
 */
export const MAX_NAME_LENGTH = 32;

/** Most instances in a cluster. @public */
export const MAX_INSTANCES = 9;

/**
 * Least memory limit of an instance, as a Kubernetes quantity. Measured on mysqld 9.7: with the smallest buffers it holds
 * 360 MB after its start, and a CLONE as recipient takes 100 MB more; the rest is for its sessions.
 * @public
 */
export const MIN_MEMORY_LIMIT = '512Mi';
