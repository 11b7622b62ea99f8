import { join } from 'node:path';
import { ArchiveReport, archive } from '../archive';
import { secret, storeAccess } from './secrets';
import { Settings } from './settings';
import { StoreOpener } from './storeOpener';

/** Whoever asks what a moment ends with waits for the answer. */
const answeredWithinMs = 4_000;

/** Archives until it is told to stop. Secrets are read anew at each attempt, so that changed ones need no restart. */
export async function runArchive(
  settings: Extract<Settings, { verb: 'archive' }>,
  secrets: string,
  {
    open,
    ...around
  }: {
    readonly open: StoreOpener;
    readonly signal: AbortSignal;
    readonly report: (report: ArchiveReport) => void;
  },
): Promise<void> {
  const login = join(secrets, 'mysql');
  const { answers } = settings;
  await archive({
    ...settings,
    ...around,
    answers: answers && {
      ...answers,
      key: () => secret(login, 'password'),
      openStore: () => open(storeAccess(settings, secrets), answeredWithinMs),
    },
    openStore: () => open(storeAccess(settings, secrets)),
    instances: () =>
      settings.instances.map(instance => ({
        ...instance,
        user: secret(login, 'username'),
        password: secret(login, 'password'),
      })),
  });
}
