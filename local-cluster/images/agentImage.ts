import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../build/built.ts';
import { build, builtPath, filesBelow } from '../build/built.ts';
import { repositoryRoot } from '../instance.ts';
import { run } from '../run.ts';
import { addNode } from './addNode.ts';
import type { Image } from './images.ts';
import { writeOciImage } from './ociImage.ts';

const inRepository = (...path: string[]) => join(repositoryRoot, ...path);

/** Packages whose sources go into the agent. */
const sources = [
  'plugins/mysql-ha-agent/src',
  'plugins/mysql-ha-agent/scripts',
  'plugins/mysql-ha-common/src',
];

const config = {
  Entrypoint: ['/usr/bin/node', '/app/agent.cjs'],
  Env: ['NODE_ENV=production'],
  User: '65532:65532',
  WorkingDir: '/app',
};

/** Whether the packages that it is bundled from and with are installed. */
export function agentCanBeBuilt(): boolean {
  return existsSync(inRepository('node_modules/esbuild'));
}

/** The backup agent: Node and one file (deploy/images/agent.Dockerfile makes the same with Docker). */
export async function agentImage(): Promise<Image> {
  const recipe: Recipe = {
    what: 'image-agent',
    inputs: [
      process.version,
      process.arch,
      JSON.stringify(config),
      ...sources.flatMap(folder =>
        filesBelow(inRepository(folder), name => !name.endsWith('.test.ts')),
      ),
      readFileSync(inRepository('yarn.lock')),
    ],
    make: async into => {
      const rootfs = join(into, 'rootfs');
      await addNode(rootfs);
      await mkdir(join(rootfs, 'app'));
      await run(process.execPath, [
        inRepository('plugins/mysql-ha-agent/scripts/bundle.mjs'),
        join(rootfs, 'app/agent.cjs'),
      ]);
      await writeOciImage(rootfs, config, into);
      await rm(rootfs, { recursive: true });
    },
  };
  const directory = await build(recipe);
  return {
    directory,
    names: [
      'docker.io/mysql-ha/agent:dev',
      `docker.io/mysql-ha/agent:${builtPath(recipe).slice(-12)}`,
    ],
  };
}
