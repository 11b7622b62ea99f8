import { factsOf, primaryOf, Snapshot } from '../observe';

/**
 * Whether the cluster follows a MySQL outside: its primary receives from there, nobody writes, and no commit waits.
 * A cluster that ever took writes of its own can't: its history is another one.
 */
export function isFollowing({ spec, recorded }: Snapshot): boolean {
  return Boolean(spec.externalSource) && !recorded.endedBootstrap;
}

/** Whether the primary points at the MySQL outside that the spec names. */
export function followsOutside(snapshot: Snapshot): boolean {
  const source = snapshot.spec.externalSource;
  const replica = factsOf(primaryOf(snapshot))?.replica;
  return (
    source !== null &&
    source !== undefined &&
    replica?.sourceHost === source.host &&
    replica.sourcePort === source.port &&
    replica.autoPosition
  );
}

/** The MySQL outside as a person knows it. */
export function outsideName({ spec }: Snapshot): string {
  const source = spec.externalSource;
  return source ? `${source.host}:${source.port}` : 'nobody';
}
