import { join } from 'node:path';
import { ArchiveReport, archive } from '../archive';
import { openStore } from '../stores';
import { secret, storeAccess } from './secrets';
import { Settings } from './settings';

/** Archives until it is told to stop. Secrets are read anew at each attempt, so that changed ones need no restart. */
export async function runArchive(
  settings: Extract<Settings, { verb: 'archive' }>,
  secrets: string,
  around: {
    readonly signal: AbortSignal;
    readonly report: (report: ArchiveReport) => void;
  },
): Promise<void> {
  const login = join(secrets, 'mysql');
  await archive({
    ...settings,
    ...around,
    openStore: () => openStore(storeAccess(settings, secrets)),
    instances: () =>
      settings.instances.map(instance => ({
        ...instance,
        user: secret(login, 'username'),
        password: secret(login, 'password'),
      })),
  });
}
