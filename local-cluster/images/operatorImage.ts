import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Recipe } from '../build/built.ts';
import { build, builtPath, filesBelow } from '../build/built.ts';
import { repositoryRoot } from '../instance.ts';
import { run } from '../run.ts';
import { addNode } from './addNode.ts';
import type { Image } from './images.ts';
import { writeOciImage } from './ociImage.ts';

const inRepository = (...path: string[]) => join(repositoryRoot, ...path);

/** Packages whose sources go into the operator. */
const sources = [
  'packages/operator/src',
  'packages/operator/scripts',
  'plugins/mysql-ha-backend/src',
  'plugins/mysql-ha-common/src',
];
const files = ['app-config.operator.yaml', 'yarn.lock'];

const config = {
  Entrypoint: ['/usr/bin/node', '/app/operator.cjs'],
  Cmd: ['--config', '/app/app-config.yaml'],
  Env: ['NODE_ENV=production'],
  User: '65532:65532',
  WorkingDir: '/app',
};

/**
 * The operator without a portal: Node, one file, and a configuration that takes everything from the environment
 * (deploy/images/operator.Dockerfile makes the same with Docker). It is made when somebody asks for it, and once.
 */
export async function operatorImage(): Promise<Image> {
  const recipe: Recipe = {
    what: 'image-operator',
    inputs: [
      process.version,
      process.arch,
      JSON.stringify(config),
      ...sources.flatMap(folder =>
        filesBelow(inRepository(folder), name => !name.endsWith('.test.ts')),
      ),
      ...files.map(file => readFileSync(inRepository(file))),
    ],
    make: async into => {
      const rootfs = join(into, 'rootfs');
      await addNode(rootfs);
      await addOperator(join(rootfs, 'app'));
      await writeOciImage(rootfs, config, into);
      await rm(rootfs, { recursive: true });
    },
  };
  const directory = await build(recipe);
  return {
    directory,
    names: [
      'docker.io/mysql-ha/operator:dev',
      `docker.io/mysql-ha/operator:${builtPath(recipe).slice(-12)}`,
    ],
  };
}

/** The operator in one file, with what can't be in it beside it. */
async function addOperator(app: string): Promise<void> {
  const modules = 'node_modules/better-sqlite3';
  const native = `prebuilds/linux-${process.arch}.node`;
  const migrations = 'node_modules/@backstage/backend-defaults';
  await mkdir(join(app, modules, dirname(native)), { recursive: true });
  await mkdir(join(app, migrations), { recursive: true });
  await run(process.execPath, [
    inRepository('packages/operator/scripts/bundle.mjs'),
    join(app, 'operator.cjs'),
  ]);
  for (const path of [
    join(modules, 'lib'),
    join(modules, 'package.json'),
    join(modules, native),
    join(migrations, 'package.json'),
    join(migrations, 'migrations/auth'),
  ]) {
    await cp(inRepository(path), join(app, path), { recursive: true });
  }
  await copyFile(
    inRepository('app-config.operator.yaml'),
    join(app, 'app-config.yaml'),
  );
}
