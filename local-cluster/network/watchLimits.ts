import { readFileSync, writeFileSync } from 'node:fs';

const limit = '/proc/sys/fs/inotify/max_user_instances';

/**
 * What the kubelets, containerds and kube-proxies of several clusters need of the machine: each instance of the cluster
 * takes about 30 inotify instances, and Debian allows 128 for all of root.
 */
const needed = 1024;

/** Raises the machine's limit of inotify instances, never lowers it. */
export function raiseWatchLimits(): void {
  if (Number(readFileSync(limit, 'utf8')) < needed) {
    writeFileSync(limit, String(needed));
  }
}
