import { accessSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { InputError } from '@backstage/errors';
import { KubeConfig } from '@kubernetes/client-node';

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * Finds out which Kubernetes to speak to: the given file, else `KUBECONFIG`, else the pod's service account,
 * else `~/.kube/config`.
 * @throws InputError that says what to do, when there is none or it can't be used
 */
export function loadKubeConfig(
  path: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): KubeConfig {
  if (path) return fromFiles([path], 'mysqlHa.kubeconfig');
  if (env.KUBECONFIG) {
    const files = env.KUBECONFIG.split(delimiter).filter(Boolean);
    // As kubectl does: of several files, those that are missing don't count.
    const present = files.filter(exists);
    return fromFiles(present.length > 0 ? present : files, 'KUBECONFIG');
  }
  if (env.KUBERNETES_SERVICE_HOST && exists(TOKEN)) {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromCluster();
    return kubeConfig;
  }
  const home = env.HOME && join(env.HOME, '.kube', 'config');
  if (home && exists(home)) return fromFiles([home], 'the default');
  throw new InputError(
    'No Kubernetes cluster is configured. Set mysqlHa.kubeconfig in app-config.yaml to the path of a kubeconfig file, or the environment variable KUBECONFIG, or run Backstage in a pod with a service account.',
  );
}

function fromFiles(paths: readonly string[], origin: string): KubeConfig {
  const kubeConfig = new KubeConfig();
  for (const path of paths) {
    const file = new KubeConfig();
    try {
      file.loadFromFile(path);
      kubeConfig.mergeConfig(file, kubeConfig.currentContext !== undefined);
    } catch (error) {
      throw new InputError(
        `The kubeconfig ${path} (from ${origin}) can't be read: correct the path or the file`,
        error,
      );
    }
  }
  if (!kubeConfig.getCurrentCluster()) {
    throw new InputError(
      `The kubeconfig ${paths.join(
        ', ',
      )} (from ${origin}) has no usable current context: choose one with "kubectl config use-context NAME"`,
    );
  }
  return kubeConfig;
}

function exists(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}
