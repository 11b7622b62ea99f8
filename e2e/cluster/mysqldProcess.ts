import { readdirSync, readFileSync } from 'node:fs';

/**
 * Sends a signal to the mysqld of a pod of the local cluster, from outside, as a crash or a hang comes.
 * The nodes are network namespaces of this machine, so its processes are seen here.
 * @throws Error when there is none
 */
export function signalMysqld(
  namespace: string,
  pod: string,
  signal: NodeJS.Signals,
): void {
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (!command.some(part => /(^|\/)mysqld$/.test(part))) continue;
      // The pod's name is in the environment of its supervisor.
      const [, parent] =
        /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ??
        [];
      const environment = readFileSync(`/proc/${parent}/environ`, 'utf8').split(
        '\0',
      );
      if (
        environment.includes(`POD_NAME=${pod}`) &&
        environment.includes(`POD_NAMESPACE=${namespace}`)
      ) {
        process.kill(Number(pid), signal);
        return;
      }
    } catch {
      // It ended while it was looked at.
    }
  }
  throw new Error(`no mysqld of ${namespace}/${pod} runs on this machine`);
}
