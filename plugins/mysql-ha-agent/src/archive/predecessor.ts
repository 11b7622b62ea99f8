import { ArchiveJob } from './ArchiveJob';
import { Chapter } from './chapter';
import { Opening } from './opening';

/** A cluster that is alive writes its heartbeats once a minute. */
const quietMs = 150_000;

/** Whether a chapter is of another cluster of the same name: one that was deleted, or one on another Kubernetes. */
export function isOfAnother(
  { cluster }: Pick<ArchiveJob, 'cluster'>,
  newest: Chapter,
): boolean {
  const before = newest.cluster.uid;
  return (
    before !== undefined && cluster.uid !== undefined && before !== cluster.uid
  );
}

/**
 * A cluster goes on with the archive of a deleted one of its name: what it has none of is cut off, and can be restored as
 * before. But two that live must not cut each other’s transactions off.
 *
 * @throws Error when the other one wrote until just now
 */
export function requireQuiet(
  { cluster, path }: Pick<ArchiveJob, 'cluster' | 'path'>,
  { openedAt, segments, cluster: other }: Chapter,
  { orphans }: Opening,
  now = Date.now(),
): void {
  if (orphans.isEmpty()) return;
  const last = Math.max(
    Date.parse(openedAt),
    ...segments.map(({ to }) => to / 1000),
  );
  if (now - last >= quietMs) return;
  throw new Error(
    `Another cluster ${cluster.namespace}/${cluster.name} (${
      other.uid
    }) was archived to ${path} until ${new Date(
      last,
    ).toISOString()}. If it was deleted, this one goes on there in ${Math.ceil(
      quietMs / 60_000,
    )} minutes by itself; if it lives on another Kubernetes, give this one a location with a prefix of its own.`,
  );
}
