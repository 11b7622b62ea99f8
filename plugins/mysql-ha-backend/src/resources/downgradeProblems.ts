import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { SpecProblem } from './SpecProblem';

/**
 * An image that is older than what runs. mysqld of an earlier release does not start on data that a later one has had
 * (https://dev.mysql.com/doc/refman/9.7/en/downgrading.html), so the rolling restart would end with its first replica.
 * Known only where the image's tag is a version; of any other image mysqld itself says it.
 */
export function downgradeProblems({
  spec,
  status,
}: MySQLCluster): readonly SpecProblem[] {
  const wanted = versionOfTag(spec.image);
  const running = status.instances?.find(
    ({ name }) => name === status.primary,
  )?.version;
  if (!wanted || !running || !isOlder(wanted, partsOf(running))) return [];
  return [
    {
      field: 'spec.image',
      message: `${spec.image} is older than MySQL ${running}, which runs, and MySQL can’t go back: an older mysqld does not start on these data. Name an image of ${running} or newer; to go back all the same, dump the databases and load them into a new cluster.`,
      effect: 'blocks',
    },
  ];
}

/** `registry:5000/mysql:9.7.4-oraclelinux9@sha256:…` is 9, 7, 4. */
function versionOfTag(image: string): readonly number[] | undefined {
  const version = /:v?(\d+\.\d+(?:\.\d+)?)(?:[-_.+][^/:]*)?$/.exec(
    image.split('@')[0],
  );
  return version ? partsOf(version[1]) : undefined;
}

function partsOf(version: string): readonly number[] {
  return version
    .split(/[-+]/)[0]
    .split('.')
    .map(part => Number.parseInt(part, 10));
}

/** Compares as far as the tag says: `9.7` may be any 9.7. */
function isOlder(wanted: readonly number[], running: readonly number[]) {
  for (const [at, part] of wanted.entries()) {
    const other = running[at];
    if (part !== other) return part < other;
  }
  return false;
}
