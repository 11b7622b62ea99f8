import { Snapshot } from '../observe';
import { instanceHost } from '../resources';

/** The host by which replicas know an instance; it outlives the pod. */
export function hostOf(snapshot: Snapshot, name: string): string {
  return instanceHost(
    { namespace: snapshot.namespace, name: snapshot.name },
    Number(name.slice(name.lastIndexOf('-') + 1)),
  );
}
