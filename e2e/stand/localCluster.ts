import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { ROOT } from './root';

const CRD = 'crd/mysqlclusters.mysqlha.dev';

/** Kubernetes to run on: the one of KUBECONFIG, else an embedded one of the caller's own. */
export interface LocalCluster {
  readonly kubeconfig: string;
  /** Gives back what was brought up for this run. */
  down(): void;
}

/**
 * Brings Kubernetes up, unless KUBECONFIG names one, and makes it this process's KUBECONFIG.
 *
 * @param name - for LOCAL_CLUSTER, unless that is set
 */
export function localCluster(options: {
  readonly name: string;
  readonly keep: boolean;
}): LocalCluster {
  const name = process.env.LOCAL_CLUSTER || options.name;
  // By it faults find the nodes, also when KUBECONFIG was given.
  process.env.LOCAL_CLUSTER = name;
  // Operators run in folders of their own.
  const given = process.env.KUBECONFIG && resolve(process.env.KUBECONFIG);
  const wasUp = Boolean(given) || isUp(name);
  if (!given) {
    local(name, 'up');
    // Of the agent a cluster that was up before has the image of then.
    local(name, 'images');
  }
  process.env.KUBECONFIG =
    given || join(ROOT, '.local', 'clusters', name, 'kubeconfig');
  // Server-side: a client-side apply would copy each definition into an annotation that is too small for it.
  local(
    name,
    ...['kubectl', 'apply', '--server-side', '--force-conflicts'],
    ...['-f', join(ROOT, 'deploy/crds')],
  );
  local(
    name,
    ...['kubectl', 'wait', '--for=condition=Established'],
    ...['--timeout=30s', CRD],
  );
  return {
    kubeconfig: process.env.KUBECONFIG,
    down: () => {
      if (!options.keep && !wasUp) local(name, 'down');
    },
  };
}

/** Its kubeconfig stays when it goes down, so it is asked. */
function isUp(name: string): boolean {
  const { stdout } = cli(name, ['status'], 'pipe');
  return stdout?.toString().includes(`Cluster "${name}" is up`) ?? false;
}

function local(name: string, ...command: readonly string[]): void {
  if (cli(name, command, ['ignore', 2, 2]).status !== 0) {
    throw new Error(
      `local-cluster/cli.ts ${command.join(' ')} failed: see above`,
    );
  }
}

function cli(
  name: string,
  command: readonly string[],
  stdio: 'pipe' | ['ignore', number, number],
) {
  return spawnSync(
    process.execPath,
    [join(ROOT, 'local-cluster/cli.ts'), ...command],
    {
      cwd: ROOT,
      stdio,
      env: { ...process.env, LOCAL_CLUSTER: name, NODE_OPTIONS: '' },
    },
  );
}
