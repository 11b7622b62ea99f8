import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Remediable } from '../../local-cluster/errors.ts';
import type { Kubectl } from '../kubernetes/Kubectl.ts';
import type { MysqlArguments } from './parseMysqlArguments.ts';

/**
 * Runs the MySQL client within one of the cluster's own pods, for a Kubernetes whose Services this machine doesn't
 * reach.
 *
 * @param options - the text of its options file; it travels over standard input and lies in the pod's memory-backed
 * folder just until the client has opened it
 * @returns its exit code
 */
export async function runPodClient(
  kubectl: Kubectl,
  { namespace, name }: MysqlArguments,
  options: string,
  args: readonly string[],
): Promise<number> {
  const pod = await runningPod(kubectl, namespace, name);
  const path = `/run/mysqlha/client-${randomBytes(6).toString('hex')}`;
  const inPod = ['--namespace', namespace, 'exec', pod, '--container=mysql'];
  await kubectl.run(
    [...inPod, '--stdin', '--', 'sh', '-c', `umask 077; cat > ${path}`],
    options,
  );
  const [program, command] = kubectl.command([
    ...inPod,
    '--stdin',
    ...(process.stdin.isTTY && process.stdout.isTTY ? ['--tty'] : []),
    ...['--', 'sh', '-c'],
    `exec 3<${path}; rm ${path}; exec mysql --defaults-file=/dev/fd/3 "$@"`,
    'mysql',
    ...args,
  ]);
  const child = spawn(program, command, {
    stdio: 'inherit',
    env: { ...process.env, ...kubectl.env },
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => resolve(code ?? 1));
  });
}

async function runningPod(
  kubectl: Kubectl,
  namespace: string,
  name: string,
): Promise<string> {
  const names = await kubectl.run([
    ...['--namespace', namespace, 'get', 'pods', '--output=name'],
    `--selector=mysqlha.dev/cluster=${name}`,
    '--field-selector=status.phase=Running',
  ]);
  const [first] = names.split('\n').filter(line => line !== '');
  if (first === undefined) {
    throw new Remediable(
      `No pod of ${namespace}/${name} runs: "kubectl --namespace ${namespace} describe mysqlcluster ${name}" says why.`,
    );
  }
  return first;
}
