import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type S3Access } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { tempFolder } from '../conformance/tempFolder';
import { rootfsPrograms } from './programs';

/** As jobs/agentPod.ts of the backend sets them. */
const memorySettings = {
  MALLOC_ARENA_MAX: '2',
  NODE_OPTIONS: '--max-semi-space-size=1 --expose-gc',
};

/**
 * What a Job gives the agent: settings with the place of its store, mounted Secrets, and MySQL’s programs on its path. The
 * password of MySQL is empty.
 */
export function agentEnvironment(
  settings: object,
  { accessKeyId, secretAccessKey, ...place }: S3Access,
): NodeJS.ProcessEnv {
  const folder = tempFolder();
  const path = join(folder, 'settings.json');
  writeFileSync(path, JSON.stringify({ store: place, ...settings }));
  for (const [secret, keys] of Object.entries({
    mysql: { username: 'admin', password: '' },
    store: { accessKeyId, secretAccessKey },
  })) {
    mkdirSync(join(folder, secret));
    for (const [key, value] of Object.entries(keys))
      writeFileSync(join(folder, secret, key), value);
  }
  return {
    ...process.env,
    ...memorySettings,
    PATH: `${programFolder(folder)}:${process.env.PATH}`,
    MYSQLHA_SETTINGS: path,
    MYSQLHA_SECRETS: folder,
  };
}

/** A folder with MySQL’s programs, each through the image’s own loader. */
function programFolder(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, { command, before = [], after = [] }] of Object.entries(
    rootfsPrograms(),
  )) {
    const words = (list: readonly string[]) =>
      list.map(word => `'${word}'`).join(' ');
    writeFileSync(
      join(bin, name),
      `#!/bin/sh\nexec ${words([command, ...before])} "$@" ${words(after)}\n`,
      { mode: 0o755 },
    );
  }
  return bin;
}
