import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { configProblems } from './configProblems';
import { downgradeProblems } from './downgradeProblems';
import { initFromProblems } from './initFromProblems';
import { instanceNames } from './names';
import { relayProblems } from './relayProblems';
import { sizeProblems } from './sizeProblems';
import { SpecProblem } from './SpecProblem';
import { verifyProblems } from './verifyProblems';

/**
 * What the schema can’t say of a spec, or what an object from before a rule still breaks. The list is empty for a spec
 * that can be carried out whole.
 */
export function validateSpec(cluster: MySQLCluster): readonly SpecProblem[] {
  return [
    ...topologyProblems(cluster),
    ...initFromProblems(cluster),
    ...instanceProblems(cluster),
    ...relayProblems(cluster),
    ...verifyProblems(cluster),
    ...sizeProblems(cluster),
    ...downgradeProblems(cluster),
    ...labelProblems(cluster),
    ...configProblems(cluster),
  ];
}

function topologyProblems({ spec }: MySQLCluster): SpecProblem[] {
  if (spec.topology === 'GroupReplication') {
    return [
      blocks(
        'spec.topology',
        'GroupReplication is not supported yet: choose SemiSync, which loses no acknowledged commit either.',
      ),
    ];
  }
  return spec.topology === 'Single' && spec.instances !== 1
    ? [
        blocks(
          'spec.instances',
          `topology Single has exactly one instance, not ${spec.instances}: set instances to 1, or choose SemiSync.`,
        ),
      ]
    : [];
}

function instanceProblems({ metadata, spec }: MySQLCluster): SpecProblem[] {
  const known = instanceNames(metadata, spec.instances);
  const list = `${known[0]}${
    known.length > 1 ? ` to ${known[known.length - 1]}` : ''
  }`;
  return spec.failover.preferredPrimary
    .filter(name => !known.includes(name))
    .map(name =>
      ignored(
        'spec.failover.preferredPrimary',
        `preferredPrimary names ${name}, which the cluster does not have; its instances are ${list}: correct or remove the entry.`,
      ),
    );
}

function labelProblems({ spec }: MySQLCluster): SpecProblem[] {
  return Object.keys(spec.podTemplate?.labels ?? {})
    .filter(label => /^(mysqlha\.dev|app\.kubernetes\.io)\//.test(label))
    .map(label =>
      ignored(
        `spec.podTemplate.labels`,
        `label ${label} is the engine’s own: remove it, or give it another prefix.`,
      ),
    );
}

function blocks(field: string, message: string): SpecProblem {
  return { field, message, effect: 'blocks' };
}

function ignored(field: string, message: string): SpecProblem {
  return { field, message, effect: 'ignored' };
}
