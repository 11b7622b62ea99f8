import { createHash, randomBytes } from 'node:crypto';
import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes';
import { MySqlWorld, Server, VirtualClock } from '../mysql/inMemory';
import {
  appLogin,
  appSecret,
  appSecretName,
  readSecret,
  REPLICATION_USER,
  systemSecret,
  systemSecretName,
} from '../resources';
import { SimulatedApiServer } from './kubernetes';
import { KEY } from './names';

type Texts = Readonly<Record<string, string | undefined>>;

/** How late kubelets bring a changed Secret into pods, in milliseconds; really it is a minute. */
const BROUGHT_MS = 2_000;

/** What everybody at a mysqld of ours logs in for, by the keys of the Secret. */
const PURPOSES = ['operator', 'heartbeat', 'replication', 'clone'] as const;

/** Both Secrets of a cluster that is new. */
export function newSecrets(cluster: MySQLCluster): readonly KubernetesObject[] {
  return [
    systemSecret(cluster, undefined, randomBytes),
    appSecret(cluster, undefined, randomBytes),
  ].map(secret => ({
    ...secret,
    metadata: { ...secret.metadata, resourceVersion: '1' },
  }));
}

/** Where a schedule is about passwords: what kubelets bring to the instances, and who is let in. */
export class Passwords {
  private read?: { of: KubernetesObject | undefined; texts: Texts };

  constructor(
    private readonly world: MySqlWorld,
    private readonly api: SimulatedApiServer,
    private readonly clock: VirtualClock,
  ) {
    const app = appLogin(
      api.state.cluster,
      api.state.secrets.get(appSecretName(KEY)),
    );
    for (const server of this.servers()) {
      this.begin(server);
      const { disk } = server;
      if (app) disk.accounts = disk.accounts.with(app.username, app);
      const password = this.system()['replication-password'];
      const { channel } = disk;
      if (channel) {
        disk.channel = { ...channel, user: REPLICATION_USER, password };
      }
    }
    let known = this.secret();
    api.subscribe(() => {
      if (this.secret() === known) return;
      known = this.secret();
      clock.after(BROUGHT_MS, () => this.bring());
    });
  }

  /** A volume that is new gets the accounts of the Secret. */
  begin(server: Server): void {
    this.mount(server);
    server.runBootstrap();
  }

  /** A pod begins with the Secret as it is. */
  mount(server: Server): void {
    const sql = this.system()['bootstrap.sql'] ?? '';
    const hash = createHash('sha256').update(sql).digest('hex');
    server.bootstrap = { sql, hash };
  }

  /**
   * Who can't log in with what the Secrets say, or where a replica can't with what it was given.
   * @returns as a sentence
   */
  lockedOut(): string | undefined {
    const system = this.system();
    for (const { name, process, disk } of this.servers()) {
      if (!process) continue;
      const denied = PURPOSES.find(
        purpose =>
          !disk.accounts.accepts(
            `mysqlha_${purpose}`,
            system[`${purpose}-password`],
          ),
      );
      if (denied) return `mysqlha_${denied} is denied at ${name}`;
      const { channel } = disk;
      const source = channel && this.world.serverAt(channel.host);
      if (
        source?.process &&
        !source.disk.accounts.accepts(channel?.user ?? '', channel?.password)
      ) {
        return `${name} is denied at ${source.name}`;
      }
    }
    return undefined;
  }

  private bring(): void {
    const { network } = this.world;
    const late = this.servers().filter(
      ({ name }) => !network.connects(name, 'kubernetes'),
    );
    for (const server of this.servers()) {
      if (!late.includes(server)) this.mount(server);
    }
    if (late.length > 0) this.clock.after(BROUGHT_MS, () => this.bring());
  }

  private servers(): readonly Server[] {
    return this.world
      .all()
      .filter(({ namespace }) => namespace === KEY.namespace);
  }

  private secret(): KubernetesObject | undefined {
    return this.api.state.secrets.get(systemSecretName(KEY));
  }

  /** Reading one takes its time, and this is asked after each event. */
  private system(): Texts {
    const of = this.secret();
    if (!this.read || this.read.of !== of) {
      this.read = { of, texts: readSecret(of) };
    }
    return this.read.texts;
  }
}
