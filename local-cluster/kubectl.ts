import { join } from 'node:path';
import { build, builtPath } from './build/built.ts';
import { kubeProgram } from './build/goProgram.ts';
import type { Instance } from './instance.ts';
import { run } from './run.ts';

/** The command line of kubectl, which is a part of the one binary. */
export async function kubectlCommand(): Promise<[string, string]> {
  return [join(await build(kubeProgram('kube')), 'kube'), 'kubectl'];
}

/** Runs kubectl against an instance. @returns what it wrote */
export function kubectl(
  instance: Instance,
  args: readonly string[],
  input?: string,
): Promise<string> {
  const program = join(builtPath(kubeProgram('kube')), 'kube');
  return run(
    program,
    ['kubectl', '--kubeconfig', instance.kubeconfig, ...args],
    { input, timeoutMs: 60_000 },
  );
}

/** Creates the objects, or brings them up to date. */
export async function apply(
  instance: Instance,
  objects: readonly object[],
): Promise<void> {
  const list = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: objects,
  });
  await kubectl(
    instance,
    [
      'apply',
      '--server-side',
      '--force-conflicts',
      '--field-manager=local-cluster',
      '-f',
      '-',
    ],
    list,
  );
}
