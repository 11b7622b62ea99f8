import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Recipe } from '../build/built.ts';
import { build, builtPath, filesBelow } from '../build/built.ts';
import { goProgram, isSource, kubeProgram } from '../build/goProgram.ts';
import { repositoryRoot } from '../instance.ts';
import type { ImageConfig } from './ociImage.ts';
import { descriptorFile, writeOciImage } from './ociImage.ts';
import { mysqlRecipe, mysqlVersion } from './mysqlRootfs.ts';
import { otherMysqlRecipes } from './otherMysql.ts';

/** An image in the OCI layout, with the names under which the nodes know it. */
export interface Image {
  readonly directory: string;
  readonly names: readonly string[];
}

const supervisorModule = join(repositoryRoot, 'supervisor');

/** The image that holds a pod's namespaces open; containerd's configuration names it. */
export const pauseImage = 'docker.io/mysql-ha/pause:local';
/** CoreDNS. */
export const dnsImage = 'docker.io/mysql-ha/dns:local';

/** The images without which no pod runs. */
export async function clusterImages(): Promise<Image[]> {
  return [
    await programImage(kubeProgram('pause'), { Entrypoint: ['/pause'] }, [
      pauseImage,
    ]),
    await programImage(kubeProgram('dns'), { Entrypoint: ['/dns'] }, [
      dnsImage,
    ]),
  ];
}

/** Debian's MySQL and Router, under the names by which people ask for them, and what `MYSQL_APT_SOURCES` adds. */
export async function mysqlImages(): Promise<Image[]> {
  const images = [await mysqlImage(mysqlRecipe, ['mysql', 'mysql-router'])];
  for (const recipe of otherMysqlRecipes()) {
    const image = await mysqlImage(recipe, ['mysql']);
    // Of two versions of a line the first one has the line's name.
    const taken = images.flatMap(({ names }) => names);
    const names = image.names.filter(name => !taken.includes(name));
    images.push({ ...image, names });
  }
  return images;
}

async function mysqlImage(
  recipe: Recipe,
  programs: readonly string[],
): Promise<Image> {
  const built = await build(recipe);
  const version = await mysqlVersion(built);
  const line = version.replace(/\.\d+$/, '');
  return {
    directory: join(built, 'image'),
    names: programs.flatMap(name => [
      `docker.io/library/${name}:${line}`,
      `docker.io/library/${name}:${version}`,
    ]),
  };
}

/** This project's own images: the supervisor, and one that holds no mysqld for tests of bad input. */
export async function projectImages(): Promise<Image[]> {
  const images = [
    await programImage(kubeProgram('pause'), { Entrypoint: ['/pause'] }, [
      'docker.io/mysql-ha/empty:dev',
    ]),
  ];
  if (existsSync(join(supervisorModule, 'go.mod'))) {
    const recipe = supervisorProgram();
    const hash = builtPath(recipe).slice(-12);
    images.push(
      await programImage(recipe, { Entrypoint: ['/supervisor'] }, [
        'docker.io/mysql-ha/supervisor:dev',
        `docker.io/mysql-ha/supervisor:${hash}`,
      ]),
    );
  }
  return images;
}

/** The program in `supervisor/`. */
function supervisorProgram(): Recipe {
  return goProgram(
    'supervisor',
    supervisorModule,
    '.',
    filesBelow(supervisorModule, isSource),
  );
}

/** An image that holds one static program and nothing else. */
async function programImage(
  program: Recipe,
  config: ImageConfig,
  names: readonly string[],
): Promise<Image> {
  const directory = await build({
    what: `image-${program.what}`,
    inputs: [builtPath(program), JSON.stringify(config)],
    make: async into => {
      const built = await build(program);
      const rootfs = join(into, 'rootfs');
      await mkdir(rootfs);
      await copyFile(join(built, program.what), join(rootfs, program.what));
      await writeOciImage(rootfs, config, into);
      await rm(rootfs, { recursive: true });
    },
  });
  return { directory, names };
}

/** The digest of an image's manifest, as `sha256:…`. */
export async function digestOf(image: Image): Promise<string> {
  const found = /"digest":"(sha256:[0-9a-f]{64})"/.exec(
    await readFile(join(image.directory, descriptorFile), 'utf8'),
  );
  if (!found?.[1]) throw new Error(`${basename(image.directory)} is no image`);
  return found[1];
}
