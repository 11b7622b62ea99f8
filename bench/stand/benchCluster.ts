import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths';

/** The local cluster that benches have for themselves. */
const NAME = 'bench';
const CRD = 'crd/mysqlclusters.mysqlha.dev';
const KUBECONFIG = join(ROOT, '.local', 'clusters', NAME, 'kubeconfig');

/** Kubernetes to measure on: the one of KUBECONFIG, else a local one of the benches' own. */
export interface BenchCluster {
  readonly kubeconfig: string;
  /** Gives back what was brought up for this run. */
  down(): void;
}

/** Brings Kubernetes up, unless KUBECONFIG names one. */
export function benchCluster(options: {
  readonly keep: boolean;
}): BenchCluster {
  const given = process.env.KUBECONFIG;
  const wasUp = given !== undefined || isUp();
  if (!given) local('up');
  process.env.KUBECONFIG = given ?? KUBECONFIG;
  // Server-side: a client-side apply would copy each definition into an annotation that is too small for it.
  local('kubectl', 'apply', '--server-side', '-f', join(ROOT, 'deploy/crds'));
  local('kubectl', 'wait', '--for=condition=Established', '--timeout=30s', CRD);
  return {
    kubeconfig: process.env.KUBECONFIG,
    down: () => {
      if (!options.keep && !wasUp) local('down');
    },
  };
}

/** Its kubeconfig stays when it goes down, so it is asked. */
function isUp(): boolean {
  const { stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'local-cluster/cli.ts'), 'status'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, LOCAL_CLUSTER: NAME, NODE_OPTIONS: '' },
    },
  );
  return stdout.includes(`Cluster "${NAME}" is up`);
}

function local(...command: readonly string[]): void {
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'local-cluster/cli.ts'), ...command],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, LOCAL_CLUSTER: NAME, NODE_OPTIONS: '' },
    },
  );
  if (status !== 0) {
    throw new Error(
      `local-cluster/cli.ts ${command.join(' ')} failed: see above`,
    );
  }
}
