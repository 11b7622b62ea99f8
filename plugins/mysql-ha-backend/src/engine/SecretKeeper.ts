import { randomBytes } from 'node:crypto';
import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AuthorityLostError } from '../act';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import {
  appSecret,
  appSecretName,
  isRotationKey,
  readSecret,
  renewedAccounts,
  Secret,
  systemSecret,
  systemSecretName,
} from '../resources';
import { atVersionOf } from './atVersionOf';
import { OneAtATime } from './OneAtATime';
import { ClusterSecrets, RotationSecrets } from './PasswordRotation';

interface SecretKeeperOptions {
  readonly key: ClusterKey;
  readonly kubernetes: KubernetesAdapter;
  readonly hasAuthority: () => boolean;
}

/**
 * Both Secrets of a cluster, the system's and the application's. Passwords must never be made anew by oversight: what
 * the watch does not show is read live, and what was deleted by hand comes back as this process knew it.
 */
export class SecretKeeper {
  private readonly known = new Map<string, KubernetesObject>();
  private readonly changing = new OneAtATime();

  constructor(private readonly options: SecretKeeperOptions) {}

  /** The system users' Secret; undefined when there is none yet. */
  system(): Promise<KubernetesObject | undefined> {
    return this.lastKnown(systemSecretName(this.options.key));
  }

  /** The application's Secret; undefined when there is none yet. */
  app(): Promise<KubernetesObject | undefined> {
    return this.lastKnown(appSecretName(this.options.key));
  }

  /** Both as they are now, with the accounts whose passwords rotate; undefined while one is missing. */
  async read(): Promise<RotationSecrets | undefined> {
    const { key } = this.options;
    const cluster = this.cluster();
    const [system, app] = await Promise.all(
      [systemSecretName(key), appSecretName(key)].map(name => this.now(name)),
    );
    return cluster && system && app
      ? { system, app, accounts: renewedAccounts(cluster, { system, app }) }
      : undefined;
  }

  /** Does work that is made from the Secrets; nobody changes them meanwhile. */
  whileUnchanged<T>(work: () => Promise<T>): Promise<T> {
    return this.changing.run(work);
  }

  /**
   * Changes both, the application's first. Each write is a compare-and-swap, so an operator that stood still in between
   * can't put passwords back in force that its successor has replaced.
   * @throws AuthorityLostError when another process may act by now
   * @throws ConflictError when somebody else wrote one meanwhile: what is due is judged by what that says
   */
  change(change: (secrets: ClusterSecrets) => ClusterSecrets): Promise<void> {
    const { kubernetes, hasAuthority } = this.options;
    return this.changing.run(async () => {
      const secrets = await this.read();
      const cluster = this.cluster();
      if (!cluster || !secrets) {
        throw new Error('a Secret of the cluster is missing; it is made anew');
      }
      const { system, app } = change(secrets);
      for (const object of [
        atVersionOf(secrets.app, appSecret(cluster, app, randomBytes)),
        atVersionOf(secrets.system, systemSecret(cluster, system, randomBytes)),
      ]) {
        if (!hasAuthority()) throw new AuthorityLostError('the Lease is lost');
        const written = await this.withoutLeftOvers(
          object,
          await kubernetes.apply(object),
        );
        this.known.set(object.metadata.name, written);
      }
    });
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
    const { namespace, name } = metadata;
    return this.options.kubernetes.mergePatch(
      { apiVersion, kind, namespace, name },
      { data: Object.fromEntries(gone.map(key => [key, null])) },
    );
  }

  private async lastKnown(name: string): Promise<KubernetesObject | undefined> {
    const { kubernetes, key } = this.options;
    const known = this.known.get(name);
    const watched = kubernetes.getWatched('Secret', key.namespace, name);
    const isLate = watched && known && isOlder(watched, known);
    const found =
      watched && !isLate ? watched : (await this.now(name)) ?? known;
    if (found) this.known.set(name, found);
    return found;
  }

  private now(name: string): Promise<KubernetesObject | undefined> {
    const { kubernetes, key } = this.options;
    const { namespace } = key;
    return kubernetes.read({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace,
      name,
    });
  }

  private cluster() {
    const { kubernetes, key } = this.options;
    return kubernetes.getCluster(key.namespace, key.name);
  }
}

/** Versions of one object can be compared (https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions). */
function isOlder(one: KubernetesObject, other: KubernetesObject): boolean {
  const [a, b] = [one, other].map(({ metadata }) =>
    Number(metadata.resourceVersion),
  );
  return a < b;
}
