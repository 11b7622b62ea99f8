import { Snapshot } from '../observe';
import { GtidSet } from '../mysql';

/** `1 transaction`, `2 transactions`. */
export function transactions(set: GtidSet): string {
  const count = set.count();
  return `${count} transaction${count === 1 ? '' : 's'}`;
}

/** The command that gives up an instance's volume; the instance comes back empty and is filled anew. */
export function giveUp(snapshot: Snapshot, instance: string): string {
  const { namespace } = snapshot;
  return `kubectl delete pvc -n ${namespace} data-${instance} --wait=false; kubectl delete pod -n ${namespace} ${instance}`;
}

/** How a person looks at transactions that exist on one instance alone, and gives them up. */
export function inspect(
  snapshot: Snapshot,
  instance: string,
  set: GtidSet,
): string {
  return `Look at them (mysqlbinlog --include-gtids='${set}'); to give them up: ${giveUp(
    snapshot,
    instance,
  )}`;
}
