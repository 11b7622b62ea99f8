import { join } from 'node:path';
import { repositoryRoot } from '../../local-cluster/instance.ts';
import type { Kubectl } from './Kubectl.ts';

/** Teaches the cluster what a MySQLCluster is: the definitions in deploy/crds, created or brought up to date. */
export async function applyDefinitions(kubectl: Kubectl): Promise<void> {
  await kubectl.run([
    ...['apply', '--server-side', '--force-conflicts'],
    ...['--field-manager=mysql-ha', '--filename'],
    join(repositoryRoot, 'deploy/crds'),
  ]);
  await kubectl.run([
    ...['wait', '--for=condition=Established', '--timeout=30s'],
    'crd/mysqlclusters.mysqlha.dev',
  ]);
}
