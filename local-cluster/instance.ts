import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { Remediable } from './errors.ts';

/** The clone of the repository that this file belongs to. */
export const repositoryRoot = resolve(import.meta.dirname, '..');
/** Everything that is built or kept lies below it; git ignores it. */
export const localDirectory = join(repositoryRoot, '.local');

/** One cluster. Instances of one clone, and of several clones, run beside each other. */
export interface Instance {
  readonly name: string;
  /** Eight hex digits that no other instance on this machine has: names of links and cgroups carry it. */
  readonly id: string;
  readonly directory: string;
  readonly kubeconfig: string;
}

/**
 * The instance with this name, by default the one that `LOCAL_CLUSTER` names, else `default`.
 *
 * @throws Remediable when the name can't be a folder's name.
 */
export function instanceNamed(
  name: string = process.env.LOCAL_CLUSTER || 'default',
): Instance {
  if (!/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) {
    throw new Remediable(
      `LOCAL_CLUSTER=${name} can't name a cluster: use 1 to 32 small letters, digits and dashes.`,
    );
  }
  const directory = join(localDirectory, 'clusters', name);
  return {
    name,
    id: createHash('sha256').update(directory).digest('hex').slice(0, 8),
    directory,
    kubeconfig:
      name === 'default'
        ? join(localDirectory, 'kubeconfig')
        : join(directory, 'kubeconfig'),
  };
}

/** Where the kubeconfig of an instance is, whether or not it runs. */
export function kubeconfigPath(name?: string): string {
  return instanceNamed(name).kubeconfig;
}

/** The folder of all instances of this clone. */
export function instancesDirectory(instance: Instance): string {
  return dirname(instance.directory);
}

/** The lock that whoever changes the instance holds; it outlives the instance's folder. */
export function lockPath(instance: Instance): string {
  return `${instance.directory}.lock`;
}
