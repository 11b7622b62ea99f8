import { factsOf } from './lookup';
import { Snapshot } from './Snapshot';

/** How far each other instance is behind, in seconds; `null` where nobody knows, as nothing is received. */
export function lagByReplica({
  instances,
  recorded,
}: Snapshot): Record<string, number | null> {
  return Object.fromEntries(
    instances
      .filter(({ name }) => name !== recorded.primary)
      .map(instance => {
        const replica = factsOf(instance)?.replica;
        const lag = replica?.receiver === 'ON' ? replica.lagSeconds : null;
        return [instance.name, lag];
      }),
  );
}
