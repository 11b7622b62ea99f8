import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { kubectlCommand } from '../../../local-cluster/index.ts';

/** Runs kubectl on the cluster that KUBECONFIG names. @returns what it wrote */
export async function kubectl(...args: readonly string[]): Promise<string> {
  const [program, verb] = await kubectlCommand();
  const { stdout } = await promisify(execFile)(program, [verb, ...args], {
    timeout: 90_000,
  });
  return stdout;
}
