import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../local-cluster/instance.ts';

/** Longer than the probes of servers that don't answer take. */
const limitMs = 60_000;

/**
 * What an operator would see, conclude and do now: snapshot, findings, and the plan for each. Nothing is changed.
 *
 * @throws Error with what kept it from looking
 */
export async function examine(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      join(repositoryRoot, 'plugins/mysql-ha-backend/scripts/examine.ts'),
      ...[namespace, name],
    ],
    {
      cwd: repositoryRoot,
      env: { ...process.env, ...env },
      timeout: limitMs,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return stdout;
}
