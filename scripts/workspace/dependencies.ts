import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../local-cluster/build/built.ts';
import {
  localDirectory,
  repositoryRoot,
} from '../../local-cluster/instance.ts';
import { withLock } from '../../local-cluster/lock.ts';
import { runOrThrow } from '../commands/run.ts';
import { Stamp } from './Stamp.ts';

const stamp = Stamp.named('dependencies');

/** The members of a package.json that decide what is installed; to edit a script reinstalls nothing. */
const deciding = [
  'name',
  'bin',
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
  'dependenciesMeta',
  'resolutions',
  'workspaces',
  'packageManager',
];

function inputs(): string {
  const manifests = ['packages', 'plugins']
    .flatMap(folder =>
      readdirSync(join(repositoryRoot, folder)).map(name =>
        join(folder, name, 'package.json'),
      ),
    )
    .concat('package.json', 'e2e/package.json')
    .map(path => join(repositoryRoot, path))
    .filter(path => existsSync(path));
  return hashOf([
    ...['yarn.lock', '.yarnrc.yml'].map(name =>
      readFileSync(join(repositoryRoot, name)),
    ),
    ...manifests.map(path =>
      JSON.stringify(JSON.parse(readFileSync(path, 'utf8')), (key, value) =>
        key === '' ? only(value, deciding) : value,
      ),
    ),
  ]);
}

function only(value: object, keys: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => keys.includes(key)),
  );
}

/** Whether node_modules is what yarn.lock says. */
export function hasDependencies(): boolean {
  return (
    existsSync(join(repositoryRoot, 'node_modules', '.yarn-state.yml')) &&
    stamp.says(inputs())
  );
}

/** Installs the dependencies exactly as yarn.lock names them, unless they are there. */
export function installDependencies(): Promise<void> {
  return withLock(
    join(localDirectory, 'stamps', 'dependencies.lock'),
    async () => {
      if (hasDependencies()) return;
      await runOrThrow('yarn', ['install', '--immutable'], {
        cwd: repositoryRoot,
      });
      stamp.write(inputs());
    },
  );
}
