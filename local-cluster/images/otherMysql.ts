import type { Recipe } from '../build/built.ts';
import { Remediable } from '../errors.ts';
import { makeRootfs } from './mysqlRootfs.ts';

/** All that an instance needs; other archives may lack what else Debian has. */
const packages = ['mysql-server-core', 'mysql-client', 'ca-certificates'];
/** To be raised when what is made of the packages changes. */
const recipeVersion = '1';

/**
 * MySQLs beside Debian's, which has one version only: each line of `MYSQL_APT_SOURCES` is a source as in sources.list(5)
 * of an archive that has the package mysql-server-core.
 *
 * @throws Remediable when a line is no such source
 */
export function otherMysqlRecipes(
  lines = process.env.MYSQL_APT_SOURCES ?? '',
): Recipe[] {
  return lines
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(source => ({ source, suite: suiteOf(source) }))
    .map(({ source, suite }) => ({
      // Not `mysql-rootfs`, of which tests without Kubernetes take the newest.
      what: 'other-mysql',
      inputs: [recipeVersion, source, ...packages],
      make: into => makeRootfs(into, { suite, packages, source }),
    }));
}

function suiteOf(source: string): string {
  const suite = /^deb\s+(?:\[[^\]]*\]\s+)?\S+:\S+\s+(\S+)\s+\S/.exec(
    source,
  )?.[1];
  if (suite) return suite;
  throw new Remediable(
    `MYSQL_APT_SOURCES has the line “${source}”, which is no package source: write it as “deb [signed-by=<keyring>] <archive> <suite> <component>”, one in each line.`,
  );
}
