import {
  MIN_MEMORY_LIMIT,
  MySQLCluster,
  parseQuantity,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { SpecProblem } from './SpecProblem';

/** A new data directory, the redo log and the first binary logs take about this much. */
const MIN_STORAGE = '1Gi';

/** Sizes with which mysqld would not come up, or not stay up. */
export function sizeProblems({ spec }: MySQLCluster): readonly SpecProblem[] {
  return [
    ...atLeast(
      'spec.resources.limits.memory',
      spec.resources.limits?.memory,
      MIN_MEMORY_LIMIT,
      'mysqld is killed while it starts',
    ),
    ...atLeast(
      'spec.storage.size',
      spec.storage.size,
      MIN_STORAGE,
      'the volume is full before the first table is made',
    ),
  ];
}

function atLeast(
  field: string,
  value: string | undefined,
  least: string,
  otherwise: string,
): SpecProblem[] {
  if (value === undefined) return [];
  const size = parseQuantity(value);
  if (size !== undefined && size >= (parseQuantity(least) ?? 0)) return [];
  return [
    {
      field,
      message: `${field} is ${value} and must be at least ${least}: with less, ${otherwise}. Raise it.`,
      effect: 'blocks',
    },
  ];
}
