import { randomBytes } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import {
  ClusterKey,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AuthorityLostError } from '../act';
import { Clock } from '../clock';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { SystemCredentials } from '../mysql';
import { factsOf, isWritable } from '../observe';
import {
  appLogin,
  appSecret,
  appSecretName,
  CURRENT_TEMPLATE_VERSION,
  desiredObjects,
  isAppOldPasswordDue,
  instanceOrdinal,
  isPodOutdated,
  isRotationKey,
  obsoleteObjects,
  readSecret,
  renewedAccounts,
  Secret,
  StatefulSet,
  statefulSet,
  systemCredentials,
  systemSecret,
  systemSecretName,
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
import { OneAtATime } from './OneAtATime';
import { ClusterSecrets, RotationSecrets } from './PasswordRotation';
import { ResourceApplier } from './ResourceApplier';
import { Trigger } from './Trigger';
import { VolumeKeeper } from './VolumeKeeper';

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
  private readonly applier: ResourceApplier;
  private readonly appUser: AppUserKeeper;
  private readonly configuration: ConfigurationKeeper;
  private readonly volumes: VolumeKeeper;
  private readonly secrets = new Map<string, KubernetesObject>();
  private readonly applying = new OneAtATime();
  private known?: SystemCredentials;
  private trouble?: Refusal;
  private complaint?: string;

  private constructor(private readonly options: HousekeepingOptions) {
    this.trigger = new Trigger(options.clock);
    this.applier = new ResourceApplier(options.kubernetes);
    this.configuration = new ConfigurationKeeper(
      options.state.restarts,
      options.logger,
    );
    this.volumes = new VolumeKeeper(options.kubernetes);
    this.appUser = new AppUserKeeper(options.clock);
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
  async readSecrets(): Promise<RotationSecrets | undefined> {
    const { kubernetes, key } = this.options;
    const cluster = kubernetes.getCluster(key.namespace, key.name);
    const [system, app] = await Promise.all(
      [systemSecretName(key), appSecretName(key)].map(name =>
        this.secretNow(name),
      ),
    );
    return cluster && system && app
      ? { system, app, accounts: renewedAccounts(cluster, { system, app }) }
      : undefined;
  }

  /** Changes both Secrets, the application's first, never while a round applies objects made from what was before. */
  async changeSecrets(
    change: (secrets: ClusterSecrets) => ClusterSecrets,
  ): Promise<void> {
    const { kubernetes, key } = this.options;
    await this.applying.run(async () => {
      const secrets = await this.readSecrets();
      const cluster = kubernetes.getCluster(key.namespace, key.name);
      if (!cluster || !secrets) {
        throw new Error('a Secret of the cluster is missing; it is made anew');
      }
      const { system, app } = change(secrets);
      for (const object of [
        appSecret(cluster, app, randomBytes),
        systemSecret(cluster, system, randomBytes),
      ]) {
        if (!this.options.hasAuthority())
          throw new AuthorityLostError('the Lease is lost');
        const written = await this.withoutLeftOvers(
          object,
          await kubernetes.apply(object),
        );
        this.secrets.set(object.metadata.name, written);
      }
    });
    await this.connect();
    this.trigger.fire();
  }

  /** A key that a person edited is that person's too, so applying without it does not remove it. */
  private async withoutLeftOvers(
    wanted: Secret,
    written: KubernetesObject,
  ): Promise<KubernetesObject> {
    const gone = Object.keys(readSecret(written)).filter(
      key => isRotationKey(key) && wanted.data[key] === undefined,
    );
    if (gone.length === 0) return written;
    const { apiVersion, kind, metadata } = wanted;
    return this.options.kubernetes.mergePatch(
      {
        apiVersion,
        kind,
        namespace: metadata.namespace,
        name: metadata.name,
      },
      { data: Object.fromEntries(gone.map(key => [key, null])) },
    );
  }

  /** The template version that the cluster's pods keep, whatever operator runs. */
  get podTemplateVersion(): number {
    return (
      this.options.record.status.podTemplateVersion ?? CURRENT_TEMPLATE_VERSION
    );
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
      ...this.volumes.refusals(),
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
        this.complaint = undefined;
      } catch (error) {
        if (error instanceof AuthorityLostError) return;
        this.complain(stringifyError(error));
        this.trouble = troubleOf(error);
      }
      await this.trigger.wait(pause);
    }
  }

  /** Says what is wrong once, not with each round. */
  private complain(message: string): void {
    if (message === this.complaint) return;
    this.complaint = message;
    this.options.logger.warn(`Housekeeping: ${message}`);
  }

  /** @returns whether all is in order, so that nothing needs to be looked at soon */
  private async round(): Promise<boolean> {
    const { kubernetes, key } = this.options;
    const cluster = kubernetes.getCluster(key.namespace, key.name);
    if (!cluster || cluster.metadata.deletionTimestamp) return true;
    await this.connect();
    const blocked = validateSpec(cluster).some(p => p.effect === 'blocks');
    if (blocked || cluster.spec.paused) return false;
    // Servers are asked before my.cnf is written: with a value that they refuse they would not start again.
    const configured = await this.configureServers(cluster);
    const usable = await this.keepAppUser(cluster);
    await this.applying.run(() => this.applyObjects(cluster));
    this.options.poke();
    return configured && usable;
  }

  private async applyObjects(cluster: MySQLCluster): Promise<void> {
    const { kubernetes, supervisorImage, state } = this.options;
    if (await this.volumes.keep(cluster)) this.trigger.fire();
    const context = {
      supervisorImage,
      templateVersion: this.podTemplateVersion,
      replicas: this.replicas(cluster),
      storageSize: this.volumes.templateSize,
    };
    const desired = desiredObjects(cluster, {
      ...context,
      refusedKeys: this.configuration.refusedKeys(),
      secrets: {
        system: await this.secret(systemSecretName(cluster.metadata)),
        app: await this.secret(appSecretName(cluster.metadata)),
      },
      random: randomBytes,
    }).filter(object => this.isDue(object));
    await this.applier.assertFree(cluster, desired);
    for (const object of desired) {
      if (!this.options.hasAuthority())
        throw new AuthorityLostError('the Lease is lost');
      if (await this.applier.apply(object)) {
        if (object.kind === 'ConfigMap') this.renewUnstartable();
      }
    }
    for (const key of obsoleteObjects(cluster)) {
      if (
        kubernetes.getWatched(
          'PodDisruptionBudget',
          key.namespace ?? '',
          key.name,
        )
      ) {
        await kubernetes.delete(key);
      }
    }
    const set: StatefulSet = statefulSet(cluster, context);
    state.isOutdated = pod => isPodOutdated(pod, set);
  }

  /** A new operator leaves my.cnf as it is until it knows which values the servers refuse. */
  private isDue({ kind, metadata }: KubernetesObject): boolean {
    const { kubernetes, key, instances, record } = this.options;
    return (
      kind !== 'ConfigMap' ||
      instances.isProbed ||
      record.recorded.primary === undefined ||
      !kubernetes.getWatched('ConfigMap', key.namespace, metadata.name)
    );
  }

  /** A mysqld that can't start waits for no kubelet to bring it the new my.cnf, which takes a minute and more. */
  private renewUnstartable(): void {
    const { state, instances } = this.options;
    for (const [name, pod] of state.pods()) {
      const supervisor = instances.supervisorState(name);
      const failed =
        supervisor?.phase === 'Unstartable' ||
        supervisor?.phase === 'Crashed' ||
        // What mysqld ends with when it does not understand its options.
        supervisor?.lastExit?.code === 1;
      if (!failed || instances.view(name).state === 'reachable') continue;
      state.restarts.add(name, pod.uid, 'its configuration changed');
    }
  }

  /** A pod exists for each instance that is wanted, and for each that is on the record until it has left it. */
  private replicas(cluster: MySQLCluster): number {
    if (cluster.spec.hibernate) return 0;
    const { primary, synchronous } = this.options.record.recorded;
    const ordinals = [
      ...(synchronous?.members ?? []),
      ...(primary ? [primary] : []),
    ]
      .map(name => instanceOrdinal(this.options.key, name))
      .filter((ordinal): ordinal is number => ordinal !== undefined);
    return Math.max(cluster.spec.instances, ...ordinals.map(o => o + 1));
  }

  /**
   * A Secret as it is. Passwords must never be made anew by oversight: what the watch does not show is read live,
   * and what was deleted by hand comes back as this process knew it.
   */
  private async secret(name: string): Promise<KubernetesObject | undefined> {
    const { kubernetes, key } = this.options;
    const known = this.secrets.get(name);
    const watched = kubernetes.getWatched('Secret', key.namespace, name);
    const isLate = watched && known && isOlder(watched, known);
    const found =
      watched && !isLate ? watched : (await this.secretNow(name)) ?? known;
    if (found) this.secrets.set(name, found);
    return found;
  }

  private secretNow(name: string): Promise<KubernetesObject | undefined> {
    const { kubernetes, key } = this.options;
    const { namespace } = key;
    return kubernetes.read({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace,
      name,
    });
  }

  private async connect(): Promise<void> {
    const { state, instances, key } = this.options;
    const credentials = systemCredentials(
      await this.secret(systemSecretName(key)),
    );
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
    const login = appLogin(
      cluster,
      await this.secret(appSecretName(cluster.metadata)),
    );
    if (!primary || !facts || !isWritable(facts) || !login) return false;
    const mysql = instances.mysql(primary);
    await this.appUser.keep(login, primary, term ?? 0, mysql);
    const system = await this.secret(systemSecretName(cluster.metadata));
    if (isAppOldPasswordDue(system, this.options.clock.now())) {
      await mysql.discardOldPasswords([login.username]);
      await this.changeSecrets(secrets => ({
        ...secrets,
        system: withoutAppOldPassword(secrets.system),
      }));
    }
    return true;
  }
}

/** Versions of one object can be compared (https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions). */
function isOlder(one: KubernetesObject, other: KubernetesObject): boolean {
  const [a, b] = [one, other].map(({ metadata }) =>
    Number(metadata.resourceVersion),
  );
  return a < b;
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
