import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import {
  API_GROUP_VERSION,
  ClusterSpecInput,
  ClusterStatus,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Connection, createConnection } from 'mysql2/promise';
import { MysqldProcess, runningMysqld } from './mysqldProcess';
import { until } from './until';

/** What every test's instances are given, so that many fit on one machine. */
export const SMALL: Pick<ClusterSpecInput, 'resources' | 'storage'> = {
  storage: { size: '1Gi', storageClassName: 'local' },
  resources: {
    requests: { cpu: '50m', memory: '512Mi' },
    limits: { memory: '768Mi' },
  },
};

/** `MYSQL_IMAGE`: the same tests on another MySQL that the nodes have. */
const { MYSQL_IMAGE: image } = process.env;

/** A MySQLCluster on the real Kubernetes, driven as kubectl would, and its databases as an application sees them. */
export class DatabaseUnderTest {
  constructor(
    readonly kubernetes: RealKubernetes,
    readonly namespace: string,
    readonly name: string,
  ) {}

  /** Creates the cluster or changes its spec. */
  async apply(
    spec: ClusterSpecInput,
    annotations?: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.kubernetes.apply(
      {
        apiVersion: API_GROUP_VERSION,
        kind: 'MySQLCluster',
        metadata: {
          name: this.name,
          namespace: this.namespace,
          ...(annotations && { annotations }),
        },
        spec: { ...SMALL, ...(image && { image }), ...spec },
      },
      { fieldManager: 'e2e' },
    );
  }

  get cluster(): MySQLCluster | undefined {
    return this.kubernetes.getCluster(this.namespace, this.name);
  }

  get status(): ClusterStatus {
    return this.cluster?.status ?? {};
  }

  /** Waits until the status is as asked for, of the spec as it now is. */
  async until(
    what: string,
    holds: (status: ClusterStatus) => boolean,
    seconds = 90,
  ): Promise<ClusterStatus> {
    const { generation } = (
      await this.kubernetes.readCluster(this.namespace, this.name)
    )?.metadata ?? { generation: 0 };
    return until(
      `${this.namespace}/${this.name}: ${what}`,
      () =>
        (this.status.observedGeneration ?? 0) >= generation &&
        holds(this.status) &&
        this.status,
      { seconds, describe: () => JSON.stringify(this.status, null, 1) },
    );
  }

  untilHealthy(seconds = 120): Promise<ClusterStatus> {
    return this.until('Healthy', status => status.phase === 'Healthy', seconds);
  }

  /** The state of a condition, e.g. `Refused`. */
  condition(type: string) {
    return this.status.conditions?.find(c => c.type === type);
  }

  /** An ordinary client's connection through a Service, with the application's login. */
  async connect(service: 'primary' | 'replicas'): Promise<Connection> {
    const login = await this.login();
    return createConnection({
      host: await this.serviceIp(service),
      port: 3306,
      user: login.username,
      password: login.password,
      database: login.database,
      connectTimeout: 2_000,
      // MySQL's own certificates are self-signed.
      ssl: { rejectUnauthorized: false },
    });
  }

  /** Does something on the primary as the application. */
  async asApplication<T>(
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    const connection = await this.connect('primary');
    try {
      return await work(connection);
    } finally {
      connection.destroy();
    }
  }

  /** Does something on one instance as the operator's own user. */
  async asOperator<T>(
    instance: string,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    const secret = await this.secretData(`${this.name}-system`);
    const connection = await createConnection({
      host: this.addressOf(instance),
      user: 'mysqlha_operator',
      password: Buffer.from(secret['operator-password'], 'base64').toString(),
      connectTimeout: 2_000,
      ssl: { rejectUnauthorized: false },
    });
    try {
      return await work(connection);
    } finally {
      connection.destroy();
    }
  }

  /** The address of an instance's pod. @throws Error while it has none */
  addressOf(instance: string): string {
    const pod = this.kubernetes.getWatched('Pod', this.namespace, instance);
    const address: unknown = JSON.parse(JSON.stringify(pod ?? {})).status
      ?.podIP;
    if (typeof address === 'string') return address;
    throw new Error(`${this.namespace}/${instance} has no pod with an address`);
  }

  /**
   * The mysqld of an instance, by the ids that its processes have on this machine, which other clusters with the same
   * names may share. @throws Error when none runs
   */
  mysqld(instance: string): MysqldProcess {
    return runningMysqld(this.namespace, instance, this.addressOf(instance));
  }

  /** Sends mysqld of an instance a signal from outside, as a crash or a hang comes. */
  signal(instance: string, signal: NodeJS.Signals): void {
    process.kill(this.mysqld(instance).pid, signal);
  }

  /** The application's login from its Secret. */
  async login(): Promise<
    Record<'username' | 'password' | 'database' | 'host' | 'uri', string>
  > {
    const data = await this.secretData(`${this.name}-app`);
    const text = (key: string) =>
      Buffer.from(data[key] ?? '', 'base64').toString();
    return {
      username: text('username'),
      password: text('password'),
      database: text('database'),
      host: text('host'),
      uri: text('uri'),
    };
  }

  async secretData(name: string): Promise<Record<string, string>> {
    const secret = await this.kubernetes.read({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace: this.namespace,
      name,
    });
    const data = secret?.data;
    return typeof data === 'object' && data !== null
      ? Object.fromEntries(Object.entries(data).map(([k, v]) => [k, String(v)]))
      : {};
  }

  async serviceIp(service: 'primary' | 'replicas'): Promise<string> {
    const object = await this.kubernetes.read({
      apiVersion: 'v1',
      kind: 'Service',
      namespace: this.namespace,
      name: `${this.name}-${service}`,
    });
    const spec = object?.spec;
    return typeof spec === 'object' && spec !== null && 'clusterIP' in spec
      ? String(spec.clusterIP)
      : '';
  }

  /** The cluster's pods by name. */
  async pods(): Promise<
    ReadonlyMap<string, { uid: string; node: string; restarts: number }>
  > {
    const pods = await this.kubernetes.list(
      { apiVersion: 'v1', kind: 'Pod', namespace: this.namespace },
      `mysqlha.dev/cluster=${this.name}`,
    );
    return new Map(
      pods.map(pod => {
        const { spec, status } = JSON.parse(JSON.stringify(pod));
        return [
          pod.metadata.name,
          {
            uid: pod.metadata.uid ?? '',
            node: spec?.nodeName ?? '',
            restarts: status?.containerStatuses?.[0]?.restartCount ?? 0,
          },
        ];
      }),
    );
  }

  async delete(): Promise<void> {
    await this.kubernetes.delete({
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLCluster',
      namespace: this.namespace,
      name: this.name,
    });
  }
}
