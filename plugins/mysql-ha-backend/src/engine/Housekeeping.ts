import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import {
  ClusterKey,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AuthorityLostError } from '../act';
import { Clock } from '../clock';
import { Complaints } from '../Complaints';
import { asRun } from '../exchange';
import { KubernetesAdapter } from '../kubernetes';
import { SystemCredentials } from '../mysql';
import { factsOf, isWritable } from '../observe';
import {
  appLogin,
  isAppOldPasswordDue,
  systemCredentials,
  validateSpec,
  withoutAppOldPassword,
} from '../resources';
import { Refusal } from '../status';
import { AppUserKeeper } from './AppUserKeeper';
import { ClusterRecord } from './ClusterRecord';
import { ClusterState } from './ClusterState';
import { ConfigurationKeeper } from './ConfigurationKeeper';
import { InstanceSet } from './InstanceSet';
import { NameTakenError } from './NameTakenError';
import { ObjectKeeper } from './ObjectKeeper';
import { ClusterSecrets, RotationSecrets } from './PasswordRotation';
import { SecretKeeper } from './SecretKeeper';
import { Trigger } from './Trigger';

/** Pauses between two rounds when nothing happens: while something is still missing, and at rest. */
const BUSY_MS = 1_000;
const REST_MS = 15_000;

interface HousekeepingOptions {
  readonly key: ClusterKey;
  readonly kubernetes: KubernetesAdapter;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly supervisorImage: string;
  readonly hasAuthority: () => boolean;
  readonly record: ClusterRecord;
  readonly state: ClusterState;
  readonly instances: InstanceSet;
  /** Something was found that the HA loop should look at. */
  readonly poke: () => void;
}

/**
 * All that may take its time: Kubernetes objects, connections to new pods, the application's user, configuration,
 * volumes. It runs beside the HA loop and never changes who leads.
 */
export class Housekeeping {
  private readonly trigger: Trigger;
  private readonly appUser: AppUserKeeper;
  private readonly configuration: ConfigurationKeeper;
  private readonly objects: ObjectKeeper;
  private readonly secrets: SecretKeeper;
  private known?: SystemCredentials;
  private trouble?: Refusal;
  private readonly complaints: Complaints;

  private constructor(private readonly options: HousekeepingOptions) {
    this.trigger = new Trigger(options.clock);
    this.complaints = new Complaints(options.logger);
    this.configuration = new ConfigurationKeeper(
      options.state.restarts,
      options.logger,
    );
    this.appUser = new AppUserKeeper(options.clock);
    this.secrets = new SecretKeeper(options);
    this.objects = new ObjectKeeper({ ...options, secrets: this.secrets });
  }

  static create(options: HousekeepingOptions): Housekeeping {
    return new Housekeeping(options);
  }

  poke(): void {
    this.trigger.fire();
  }

  /** The system users' logins, once the Secret is there. */
  credentials(): SystemCredentials | undefined {
    return this.known;
  }

  /** Both Secrets as they are now, with the accounts whose passwords rotate; undefined while one is missing. */
  readSecrets(): Promise<RotationSecrets | undefined> {
    return this.secrets.read();
  }

  /** Changes both Secrets, never while a round applies objects made from what was before, and uses them. */
  async changeSecrets(
    change: (secrets: ClusterSecrets) => ClusterSecrets,
  ): Promise<void> {
    await this.secrets.change(change);
    await this.connect();
    this.trigger.fire();
  }

  /** The template version that the cluster's pods keep, whatever operator runs. */
  get podTemplateVersion(): number {
    return this.objects.podTemplateVersion;
  }

  /** Whether the application's user was seen to. */
  get isAppUserReady(): boolean {
    return this.appUser.isReady;
  }

  /** What only a person can change. */
  refusals(): readonly Refusal[] {
    return [
      ...(this.trouble ? [this.trouble] : []),
      ...this.configuration.refusals(),
      ...this.objects.refusals(),
    ];
  }

  /** Rounds until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      let pause = BUSY_MS;
      try {
        if (!this.options.hasAuthority()) return;
        if (await this.round()) pause = REST_MS;
        this.trouble = undefined;
        this.complaints.end();
      } catch (error) {
        if (error instanceof AuthorityLostError) return;
        this.complaints.say(`Housekeeping: ${stringifyError(error)}`);
        this.trouble = troubleOf(error);
      }
      await this.trigger.wait(pause);
    }
  }

  /** @returns whether all is in order, so that nothing needs to be looked at soon */
  private async round(): Promise<boolean> {
    const { kubernetes, key, record } = this.options;
    const { namespace, name } = key;
    const cluster = asRun(
      kubernetes.getCluster(namespace, name),
      record.status,
    );
    if (!cluster || cluster.metadata.deletionTimestamp) return true;
    await this.connect();
    const blocked = validateSpec(cluster).some(p => p.effect === 'blocks');
    if (blocked || cluster.spec.paused) return false;
    // No pod may touch a volume before its data are proved; what runs already is left as it is.
    if (this.options.state.awaitedData(cluster, record.status)) return false;
    // Servers are asked before my.cnf is written: with a value that they refuse they would not start again.
    const configured = await this.configureServers(cluster);
    const usable = await this.keepAppUser(cluster);
    const isAnotherDue = await this.secrets.whileUnchanged(() =>
      this.objects.keep(cluster, this.configuration.refusedKeys()),
    );
    if (isAnotherDue) this.trigger.fire();
    this.options.poke();
    return configured && usable;
  }

  private async connect(): Promise<void> {
    const { state, instances } = this.options;
    const credentials = systemCredentials(await this.secrets.system());
    if (!credentials) return;
    this.known = credentials;
    await instances.sync(state.pods(), credentials);
  }

  private async configureServers(cluster: MySQLCluster): Promise<boolean> {
    const { record, state, instances, logger } = this.options;
    if (cluster.spec.hibernate) return true;
    await instances.takeCommand();
    const snapshot = state.snapshot(cluster, record);
    let settled = snapshot.instances.every(i => factsOf(i));
    // The primary last: if all must restart, the replicas' need has to be known before a switchover is thought of.
    const { primary: leader } = snapshot.recorded;
    const servers = [...snapshot.instances].sort(
      (a, b) => Number(a.name === leader) - Number(b.name === leader),
    );
    for (const instance of servers) {
      const facts = factsOf(instance);
      if (!facts || !instance.pod || instance.task) continue;
      try {
        await this.configuration.keep(cluster, {
          name: instance.name,
          pod: instance.pod.uid,
          starts: instance.supervisor?.starts ?? 0,
          configuration: instance.supervisor?.configuration,
          facts,
          mysql: instances.mysql(instance.name),
        });
      } catch (error) {
        settled = false;
        logger.debug(
          `Configuration of ${instance.name}: ${stringifyError(error)}`,
        );
      }
    }
    return settled;
  }

  private async keepAppUser(cluster: MySQLCluster): Promise<boolean> {
    const { record, state, instances } = this.options;
    if (cluster.spec.hibernate) return true;
    const snapshot = state.snapshot(cluster, record);
    const { primary, term } = snapshot.recorded;
    const facts = factsOf(snapshot.instances.find(i => i.name === primary));
    const login = appLogin(cluster, await this.secrets.app());
    if (!primary || !facts || !isWritable(facts) || !login) return false;
    const mysql = instances.mysql(primary);
    await this.appUser.keep(login, primary, term ?? 0, mysql);
    if (
      isAppOldPasswordDue(await this.secrets.system(), this.options.clock.now())
    ) {
      await mysql.discardOldPasswords([login.username]);
      await this.changeSecrets(secrets => ({
        ...secrets,
        system: withoutAppOldPassword(secrets.system),
      }));
    }
    return true;
  }
}

function troubleOf(error: unknown): Refusal | undefined {
  if (error instanceof NameTakenError) {
    return error.passes
      ? undefined
      : { reason: 'NameTaken', message: `${error.message}.`, effect: 'blocks' };
  }
  if (!isError(error)) return undefined;
  // What Kubernetes refuses stays refused until somebody changes something; the rest passes by itself.
  return error.name === 'InputError' || error.name === 'NotAllowedError'
    ? { reason: 'KubernetesRefused', message: error.message, effect: 'blocks' }
    : undefined;
}
