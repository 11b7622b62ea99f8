import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { hasBegun } from './initialData';
import { SpecProblem } from './SpecProblem';

/** What is wrong with where the first data come from. Once they are there it counts for nothing any more. */
export function initFromProblems({
  spec,
  status,
}: MySQLCluster): readonly SpecProblem[] {
  const { initFrom, externalSource } = spec;
  if (!initFrom || hasBegun(status)) return [];
  const { clone, backup } = initFrom;
  if ((clone === undefined) === (backup === undefined))
    return [
      blocks(
        'spec.initFrom',
        'initFrom has one source: set either initFrom.clone or initFrom.backup.',
      ),
    ];
  if (externalSource)
    return [
      blocks(
        'spec.initFrom',
        'A cluster that follows a MySQL outside has its data from there: remove initFrom, or externalSource.',
      ),
    ];
  return backup && !isOneSource(backup)
    ? [
        blocks(
          'spec.initFrom.backup',
          'initFrom.backup names one source: set either backupName, or clusterName, or both locationName and path.',
        ),
      ]
    : [];
}

type Source = NonNullable<
  NonNullable<MySQLCluster['spec']['initFrom']>['backup']
>;

/** The rule that the API server has, for objects that are older than it. */
function isOneSource(source: Source): boolean {
  const { backupName, clusterName, locationName, path } = source;
  if (backupName !== undefined)
    return [clusterName, locationName, path].every(one => one === undefined);
  return clusterName === undefined
    ? locationName !== undefined && path !== undefined
    : path === undefined;
}

function blocks(field: string, message: string): SpecProblem {
  return { field, message, effect: 'blocks' };
}
