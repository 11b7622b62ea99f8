import { MysqldProcess } from '../../mysql/inMemory';
import { Scene } from './Invariant';

/**
 * Whether a commit of an ordinary client could return OK there now: it is writable, and nobody has to acknowledge, or
 * as many replicas as it waits for receive from it and would answer.
 */
export function ableToCommit(
  { cluster }: Pick<Scene, 'cluster'>,
  process: MysqldProcess,
): boolean {
  if (
    process.frozen ||
    process.readOnly ||
    process.superReadOnly ||
    process.offlineMode ||
    process.disk.full
  ) {
    return false;
  }
  const { enabled, waitFor } = process.semiSync;
  if (!enabled) return true;
  let answering = 0;
  for (const server of cluster.servers()) {
    if (server.responsive?.receiver.acknowledges(process)) answering += 1;
  }
  return answering >= waitFor;
}
