import { delimiter, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { instanceNamed } from '../../local-cluster/instance.ts';
import { Remediable } from '../../local-cluster/errors.ts';

/** The Kubernetes that a command works on. */
export interface Target {
  /** Whether it is this clone's embedded cluster, which can be brought up and down. */
  readonly embedded: boolean;
  /** For the environment variable KUBECONFIG: absolute, may be several paths. */
  readonly kubeconfig: string;
}

/** The cluster that KUBECONFIG names, else the embedded one, whether or not that is up. */
export function chooseTarget(given = process.env.KUBECONFIG): Target {
  const own = instanceNamed().kubeconfig;
  if (!given) return { embedded: true, kubeconfig: own };
  const kubeconfig = given
    .split(delimiter)
    .filter(path => path !== '')
    .map(path => resolve(path))
    .join(delimiter);
  // Whoever exported the path that `npm start` prints still means the embedded one.
  return { embedded: kubeconfig === own, kubeconfig };
}

/**
 * Like {@link chooseTarget}, for commands that need a cluster that is there already.
 *
 * @throws Remediable when there is no kubeconfig
 */
export function existingTarget(): Target {
  const target = chooseTarget();
  const missing = target.kubeconfig
    .split(delimiter)
    .find(path => !existsSync(path));
  if (missing !== undefined) {
    throw new Remediable(
      target.embedded
        ? `There is no cluster yet (no ${missing}): run "npm run local:up", or set KUBECONFIG to a cluster that you have.`
        : `KUBECONFIG names ${missing}, which doesn't exist: correct it, or unset it to use the embedded cluster.`,
    );
  }
  return target;
}
