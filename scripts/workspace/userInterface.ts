import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  localDirectory,
  repositoryRoot,
} from '../../local-cluster/instance.ts';
import { withLock } from '../../local-cluster/lock.ts';
import { runOrThrow } from '../commands/run.ts';
import { contentHash } from './contentHash.ts';
import { Stamp } from './Stamp.ts';

const stamp = Stamp.named('user-interface');

function inputs(): string {
  return contentHash(repositoryRoot, [
    'packages/app',
    'plugins/mysql-ha-frontend/src',
    'plugins/mysql-ha-frontend/package.json',
    'plugins/mysql-ha-common/src',
    'plugins/mysql-ha-common/package.json',
    'plugins/mysql-ha-backend/config.d.ts',
    'app-config.yaml',
    'yarn.lock',
  ]);
}

/** Whether the pages are built from the sources as they are now. */
export function hasUserInterface(): boolean {
  return (
    existsSync(join(repositoryRoot, 'packages/app/dist/index.html')) &&
    stamp.says(inputs())
  );
}

/** Builds the pages that the portal serves, unless they are there. */
export function buildUserInterface(): Promise<void> {
  return withLock(
    join(localDirectory, 'stamps', 'user-interface.lock'),
    async () => {
      if (hasUserInterface()) return;
      const before = inputs();
      await runOrThrow('yarn', ['workspace', 'app', 'build'], {
        cwd: repositoryRoot,
      });
      // Not what they are now: someone may have edited a page meanwhile.
      stamp.write(before);
    },
  );
}
