import { factsOf } from './lookup';
import { Snapshot } from './Snapshot';

/**
 * How far each instance that replicates is behind, in seconds; `null` where nobody knows, as nothing is received. A
 * primary is among them while it follows a MySQL outside.
 */
export function lagByReplica({
  instances,
  recorded,
}: Snapshot): Record<string, number | null> {
  return Object.fromEntries(
    instances
      .map(instance => ({
        name: instance.name,
        replica: factsOf(instance)?.replica,
      }))
      .filter(({ name, replica }) => replica || name !== recorded.primary)
      .map(({ name, replica }) => [
        name,
        replica?.receiver === 'ON' ? replica.lagSeconds : null,
      ]),
  );
}
