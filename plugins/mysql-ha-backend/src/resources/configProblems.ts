import {
  MySQLCluster,
  parseQuantity,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { checkConfig, parseSize, wantedVariables } from './mycnf';
import { DEFAULT_MEMORY } from './mycnf/computedSettings';
import { SpecProblem } from './SpecProblem';

/** More of the limit than this leaves too little for mysqld itself: the kernel kills it while it fills the pool. */
const POOL_SHARE = 0.8;

/** What can’t be done of `spec.config`. The keys are left out of my.cnf; the rest of the spec is carried out. */
export function configProblems({ spec }: MySQLCluster): readonly SpecProblem[] {
  return [
    ...checkConfig(spec.config).map(
      ({ key, reason, remedy }): SpecProblem => ({
        field: `spec.config.${key}`,
        message: `config key ${key} is refused: ${reason}. To go on, ${remedy}.`,
        effect: 'ignored',
      }),
    ),
    ...bufferPoolProblems(spec),
  ];
}

function bufferPoolProblems(spec: MySQLCluster['spec']): SpecProblem[] {
  const limit = spec.resources.limits?.memory;
  const memory = parseQuantity(limit ?? '') ?? DEFAULT_MEMORY;
  const wanted = wantedVariables(spec).innodb_buffer_pool_size;
  const size = parseSize(wanted);
  if (size === undefined || limit === undefined) return [];
  return size > memory * POOL_SHARE
    ? [
        {
          field: 'spec.config.innodb_buffer_pool_size',
          message: `innodb_buffer_pool_size ${wanted} is more than 80 % of resources.limits.memory ${limit}, so mysqld would be killed: raise the limit, or remove the key so that it is computed.`,
          effect: 'blocks',
        },
      ]
    : [];
}
