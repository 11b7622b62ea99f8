import type {
  ClusterStatus,
  InstanceStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** How data flows to an instance. */
export interface Replication {
  readonly source: string;
  /** sync: a commit may wait for it; async: none does; broken: nothing flows. */
  readonly kind: 'sync' | 'async' | 'broken';
  /** Whether a commit may wait for this instance, also while it is out of order. */
  readonly counts: boolean;
  readonly lagSeconds?: number;
}

/** An instance and what replicates from it. */
export interface Branch {
  readonly instance: InstanceStatus;
  readonly primary: boolean;
  readonly replication?: Replication;
  readonly below: readonly Branch[];
}

const BROKEN: readonly InstanceStatus['state'][] = [
  'Stopped',
  'Errant',
  'Diverged',
  'Fenced',
  'Unreachable',
  'Hung',
];

/**
 * The instances as trees of replication: roots are the primary, and whatever replicates from nothing known.
 * A ring, which only a broken cluster can show, is cut at its first instance by name.
 */
export function replicationTrees(status: ClusterStatus): Branch[] {
  const instances = [...(status.instances ?? [])].sort((a, b) =>
    a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
  const names = new Set(instances.map(each => each.name));
  const isRoot = (each: InstanceStatus) =>
    each.name === status.primary ||
    each.source === undefined ||
    each.source === each.name ||
    !names.has(each.source);

  const placed = new Set<string>();
  const grow = (instance: InstanceStatus): Branch => {
    placed.add(instance.name);
    const root = isRoot(instance);
    const below = instances
      .filter(
        each =>
          each.source === instance.name &&
          !isRoot(each) &&
          !placed.has(each.name),
      )
      .map(grow);
    return {
      instance,
      primary: instance.name === status.primary,
      ...(root ? {} : { replication: replicationOf(instance, status) }),
      below,
    };
  };

  const roots = instances
    .filter(isRoot)
    .sort(
      (a, b) =>
        Number(b.name === status.primary) - Number(a.name === status.primary),
    )
    .map(grow);
  const ring = instances.filter(each => !placed.has(each.name));
  return [
    ...roots,
    ...ring.flatMap(each => (placed.has(each.name) ? [] : [grow(each)])),
  ];
}

/** A newcomer that replicates from nothing yet waits where the replicas are, not where the primary is. */
export function columnOf(tree: Branch): number {
  return tree.primary || tree.below.length > 0 ? 0 : 1;
}

/** How many instances stand behind one another. */
export function depthOf(branch: Branch): number {
  return 1 + Math.max(0, ...branch.below.map(depthOf));
}

function replicationOf(
  instance: InstanceStatus,
  status: ClusterStatus,
): Replication {
  const { synchronous } = status;
  const counts =
    synchronous !== undefined &&
    synchronous.waitFor > 0 &&
    synchronous.members.includes(instance.name) &&
    instance.source === status.primary;
  const flowing = counts ? 'sync' : 'async';
  return {
    source: instance.source ?? '',
    kind: BROKEN.includes(instance.state) ? 'broken' : flowing,
    counts,
    ...(instance.lagSeconds === undefined
      ? {}
      : { lagSeconds: instance.lagSeconds }),
  };
}
