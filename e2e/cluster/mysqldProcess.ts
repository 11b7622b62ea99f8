import { readdirSync, readFileSync } from 'node:fs';

/** The mysqld of a pod of the local cluster, by the ids that its processes have on this machine. */
export interface MysqldProcess {
  readonly pid: number;
  /** The first process of its container. */
  readonly supervisor: number;
}

/**
 * The mysqld of a pod of the local cluster; nothing when none runs.
 * The nodes are network namespaces of this machine, so its processes are seen here.
 * @param ip - the pod's address, for a name that other local clusters on this machine may have too
 */
export function mysqldOf(
  namespace: string,
  pod: string,
  ip?: string,
): MysqldProcess | undefined {
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
        environment.includes(`POD_NAMESPACE=${namespace}`) &&
        (ip === undefined || environment.includes(`POD_IP=${ip}`))
      ) {
        return { pid: Number(pid), supervisor: Number(parent) };
      }
    } catch {
      // It ended while it was looked at.
    }
  }
  return undefined;
}

/** @throws Error when there is none */
export function runningMysqld(
  namespace: string,
  pod: string,
  ip?: string,
): MysqldProcess {
  const found = mysqldOf(namespace, pod, ip);
  if (found) return found;
  throw new Error(`no mysqld of ${namespace}/${pod} runs on this machine`);
}
