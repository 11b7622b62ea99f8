import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../stand';

/** Runs kubectl on the cluster that KUBECONFIG names. @returns what it wrote */
export async function kubectl(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'local-cluster/cli.ts'), 'kubectl', ...args],
    { timeout: 90_000, maxBuffer: 64 * 2 ** 20 },
  );
  return stdout;
}
