import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  phaseOf,
  readiness,
  Tone,
  toneOf,
  urgency,
  versionsOf,
} from '../verdict';

/** A cluster as a row of the table. */
export interface FleetRow {
  readonly id: string;
  readonly cluster: ClusterView;
  readonly phase: ReturnType<typeof phaseOf>;
  readonly tone: Tone;
  readonly version?: string;
}

/** The groups that are counted on top. */
export type Group = 'attention' | 'busy' | 'good' | 'off';

/** The group of a tone. */
export function groupOf(tone: Tone): Group {
  switch (tone) {
    case 'bad':
    case 'warn':
    case 'unknown':
      return 'attention';
    case 'busy':
      return 'busy';
    case 'off':
      return 'off';
    case 'good':
    case 'note':
      return 'good';
    default:
      return tone satisfies never;
  }
}

/** Rows, the most urgent first, then by name. */
export function rowsOf(clusters: readonly ClusterView[]): FleetRow[] {
  return clusters
    .map(cluster => {
      const version = versionsOf(cluster);
      return {
        id: `${cluster.namespace}/${cluster.name}`,
        cluster,
        phase: phaseOf(cluster),
        tone: toneOf(cluster),
        ...(version === undefined ? {} : { version }),
      };
    })
    .sort(
      (a, b) => urgency(a.tone) - urgency(b.tone) || a.id.localeCompare(b.id),
    );
}

/** Whether a row has all the words of a search, in any of the places a person would think of. */
export function matches(row: FleetRow, search: string): boolean {
  const { cluster } = row;
  const text = [
    row.id,
    cluster.owner,
    cluster.system,
    cluster.description,
    row.phase,
    cluster.spec.topology,
    row.version,
    ...(cluster.status.instances ?? []).flatMap(each => [each.name, each.node]),
  ]
    .join(' ')
    .toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}

/** Sorts by a column; ties keep the order of {@link rowsOf}. */
export function sortRows(
  rows: readonly FleetRow[],
  column: string,
  descending: boolean,
): FleetRow[] {
  const value = (row: FleetRow): string | number => {
    const { status, spec } = row.cluster;
    const { ready, wanted } = readiness(row.cluster);
    switch (column) {
      case 'cluster':
        return row.id;
      case 'topology':
        return spec.topology;
      case 'ready':
        return ready / wanted;
      case 'primary':
        return status.primary ?? '';
      case 'lag':
        return status.lagSeconds ?? -1;
      case 'version':
        return row.version ?? '';
      case 'owner':
        return row.cluster.owner ?? '';
      case 'age':
        return -Date.parse(row.cluster.createdAt ?? '') || 0;
      default:
        return urgency(row.tone);
    }
  };
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = value(a);
    const right = value(b);
    return typeof left === 'number' && typeof right === 'number'
      ? sign * (left - right)
      : sign *
          String(left).localeCompare(String(right), 'en', { numeric: true });
  });
}
