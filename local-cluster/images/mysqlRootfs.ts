import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../build/built.ts';
import { build } from '../build/built.ts';
import { Remediable } from '../errors.ts';
import { run } from '../run.ts';
import { writeOciImage } from './ociImage.ts';

/** The only Debian suite that holds MySQL; stable Debian has MariaDB alone. */
const suite = 'sid';
const packages = [
  'mysql-server-core',
  'mysql-client',
  'mysql-router',
  'prometheus-mysqld-exporter',
  'ca-certificates',
];
/** To be raised when what is made of the packages changes. */
const recipeVersion = '1';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * MySQL and MySQL Router from Debian's packages: `rootfs/` to run mysqld from without Kubernetes, `image/` in the OCI
 * layout, `version` as `9.7.4`.
 */
export const mysqlRecipe: Recipe = {
  what: 'mysql-rootfs',
  inputs: [recipeVersion, suite, ...packages],
  make: into =>
    makeRootfs(into, {
      suite,
      packages,
      source: `deb [signed-by=${keyring}] ${debianMirror()} ${suite} main`,
    }),
};

/** Makes a root file system of an archive's packages, and an image of it. */
export async function makeRootfs(
  into: string,
  from: {
    readonly suite: string;
    readonly packages: readonly string[];
    /** A line as in sources.list(5). */
    readonly source: string;
  },
): Promise<void> {
  const rootfs = join(into, 'rootfs');
  const tar = join(into, 'rootfs.tar');
  await run('mmdebstrap', [
    '--variant=apt',
    // A mirror that was copied some days ago is as good.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    `--include=${from.packages.join(',')}`,
    from.suite,
    tar,
    from.source,
  ]);
  await mkdir(rootfs);
  await run('tar', ['-C', rootfs, '-xpf', tar]);
  // Device nodes belong to the container runtime.
  await rm(join(rootfs, 'dev'), { recursive: true, force: true });
  await mkdir(join(rootfs, 'dev'));
  await writeOciImage(
    tar,
    {
      Env: [
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      ],
    },
    join(into, 'image'),
  );
}

/** The version of mysqld in a built rootfs, from dpkg's own records: `9.7.4`. */
export async function mysqlVersion(built: string): Promise<string> {
  const status = await readFile(
    join(built, 'rootfs/var/lib/dpkg/status'),
    'utf8',
  );
  const record = status
    .split('\n\n')
    .find(text => text.startsWith('Package: mysql-server-core\n'));
  const version =
    record && /^Version: (?:\d+:)?(\d+\.\d+\.\d+)/m.exec(record)?.[1];
  if (!version)
    throw new Error(`${built}/rootfs holds no package mysql-server-core`);
  return version;
}

/**
 * Where this machine's own package sources get Debian from.
 *
 * @throws Remediable when none of them is a Debian archive
 */
export function debianMirror(directory = '/etc/apt'): string {
  const parts = join(directory, 'sources.list.d');
  const files = [
    ...(existsSync(parts)
      ? readdirSync(parts).map(name => join(parts, name))
      : []),
    join(directory, 'sources.list'),
  ].filter(path => existsSync(path));
  const found = files
    .flatMap(path => archivesIn(readFileSync(path, 'utf8')))
    .find(uri => /\/debian\/?$/.test(uri));
  if (found) return found;
  throw new Remediable(
    `No Debian archive in ${directory}/sources.list or sources.list.d: the MySQL image is made of Debian packages. Add one, or set KUBECONFIG to a cluster that can pull images.`,
  );
}

/** The archives that have a component `main`, in either of the two styles of sources.list(5). */
function archivesIn(text: string): string[] {
  const oneLine = text.matchAll(
    /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+\S+\s.*\bmain\b/gm,
  );
  const stanzas = text
    .split(/\n\s*\n/)
    .filter(
      stanza =>
        /^Types:.*\bdeb\b/m.test(stanza) &&
        /^Components:.*\bmain\b/m.test(stanza),
    )
    .map(stanza => /^URIs:\s*(\S+)/m.exec(stanza));
  return [...oneLine, ...stanzas].flatMap(match => match?.[1] ?? []);
}

/**
 * The folder of a root file system that holds mysqld, its clients and MySQL Router, for tests that run them without
 * Kubernetes: `chroot` into it, or name its `usr/sbin/mysqld` with `LD_LIBRARY_PATH`. It is made if need be.
 */
export async function mysqlRootfs(): Promise<string> {
  return join(await build(mysqlRecipe), 'rootfs');
}
