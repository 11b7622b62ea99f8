import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { RenewedAccount } from '../mysql';
import { appUserName } from './names';
import { readSecret, secretData } from './secretData';
import { PASSWORD_PURPOSES, passwordKey, userOf } from './systemUsers';

/** For how long the application's old password works beside the new one: pods read a Secret when they start. */
export const APP_OLD_PASSWORD_MS = 24 * 60 * 60 * 1000;

const ROTATION = 'rotation';
const NEXT_APP = 'next-app-password';
const APP_OLD_UNTIL = 'app-old-password-until';

/**
 * How far new passwords are; the Secret `<name>-system` says it, so that a later operator goes on.
 * Offered: each account is to take the next password beside the one that holds. Adopted: the next ones hold, and the old
 * ones are to go. Done: nothing is left to do.
 */
export type RotationStage = 'Offered' | 'Adopted' | 'Done';

/** The rotation that the Secret `<name>-system` records. */
export interface Rotation {
  /** Tells one rotation from another. */
  readonly id: string;
  readonly stage: RotationStage;
  /** Since when, in milliseconds since 1970. */
  readonly since: number;
}

type Texts = Readonly<Record<string, string | undefined>>;

/** What the Secret records; undefined before the first rotation, and when somebody wrote nonsense into it. */
export function rotationIn(
  system: KubernetesObject | undefined,
): Rotation | undefined {
  const [id, stage, since] = (readSecret(system)[ROTATION] ?? '').split(' ');
  return isStage(stage) && /^[0-9]+$/.test(since ?? '')
    ? { id, stage, since: Number(since) }
    : undefined;
}

/** The keys of the Secret by which a rotation is recorded, as they are to stay. */
export function rotationKeys(
  system: KubernetesObject | undefined,
  keep: (existing: string | undefined) => string,
): Readonly<Record<string, string>> {
  const found = readSecret(system);
  const rotation = rotationIn(system);
  const until = found[APP_OLD_UNTIL];
  return {
    ...(rotation ? { [ROTATION]: text(rotation) } : {}),
    ...(until ? { [APP_OLD_UNTIL]: until } : {}),
    ...(rotation?.stage === 'Offered'
      ? Object.fromEntries(
          [...PASSWORD_PURPOSES.map(nextKey), NEXT_APP].map(key => [
            key,
            keep(found[key]),
          ]),
        )
      : {}),
  };
}

/** Whether a key of the Secret is there only while a rotation, or the promise that it left, lasts. */
export function isRotationKey(key: string): boolean {
  return (
    key === APP_OLD_UNTIL ||
    key === NEXT_APP ||
    PASSWORD_PURPOSES.some(purpose => nextKey(purpose) === key)
  );
}

/** The accounts with their next passwords, as long as these are only offered. */
export function renewedAccounts(
  cluster: MySQLCluster,
  secrets: {
    readonly system?: KubernetesObject;
    readonly app?: KubernetesObject;
  },
): {
  readonly system: readonly RenewedAccount[];
  readonly app?: RenewedAccount;
} {
  const found = readSecret(secrets.system);
  if (rotationIn(secrets.system)?.stage !== 'Offered') return { system: [] };
  return {
    system: PASSWORD_PURPOSES.flatMap(purpose =>
      renewed(
        userOf(purpose),
        found[passwordKey(purpose)],
        found[nextKey(purpose)],
      ),
    ),
    app: renewed(
      appUserName(cluster.metadata),
      readSecret(secrets.app).password,
      found[NEXT_APP],
    )[0],
  };
}

/** The system Secret in which next passwords are offered; those that stand there stay. */
export function offerPasswords(
  system: KubernetesObject,
  id: string,
  now: number,
): KubernetesObject {
  const rotation: Rotation = { id, stage: 'Offered', since: now };
  return withTexts(system, {
    ...readSecret(system),
    [ROTATION]: text(rotation),
  });
}

/** Both Secrets with the next passwords in the place of the old ones; the same where none are offered. */
export function adoptPasswords(
  secrets: {
    readonly system: KubernetesObject;
    readonly app: KubernetesObject;
  },
  now: number,
): { readonly system: KubernetesObject; readonly app: KubernetesObject } {
  const found = readSecret(secrets.system);
  const rotation = rotationIn(secrets.system);
  const nextApp = found[NEXT_APP];
  if (rotation?.stage !== 'Offered' || !nextApp) return secrets;
  const adopted: Rotation = { ...rotation, stage: 'Adopted', since: now };
  return {
    app: withTexts(secrets.app, {
      ...readSecret(secrets.app),
      password: nextApp,
    }),
    system: withTexts(secrets.system, {
      ...found,
      ...Object.fromEntries(
        PASSWORD_PURPOSES.flatMap(purpose => [
          [passwordKey(purpose), found[nextKey(purpose)]],
          [nextKey(purpose), undefined],
        ]),
      ),
      [NEXT_APP]: undefined,
      [APP_OLD_UNTIL]: new Date(now + APP_OLD_PASSWORD_MS).toISOString(),
      [ROTATION]: text(adopted),
    }),
  };
}

/** The system Secret once the engine's old passwords are gone. */
export function finishRotation(
  system: KubernetesObject,
  now: number,
): KubernetesObject {
  const rotation = rotationIn(system);
  if (rotation?.stage !== 'Adopted') return system;
  return withTexts(system, {
    ...readSecret(system),
    [ROTATION]: text({ ...rotation, stage: 'Done', since: now }),
  });
}

/** Whether the application's old password is still in force and its time is over. A person may bring that time forward. */
export function isAppOldPasswordDue(
  system: KubernetesObject | undefined,
  now: number,
): boolean {
  const until = readSecret(system)[APP_OLD_UNTIL];
  // What can't be read as a time has no end that anybody promised.
  return until !== undefined && !(Date.parse(until) > now);
}

/** The system Secret once the application's old password is gone. */
export function withoutAppOldPassword(
  system: KubernetesObject,
): KubernetesObject {
  return withTexts(system, {
    ...readSecret(system),
    [APP_OLD_UNTIL]: undefined,
  });
}

function renewed(
  user: string,
  password: string | undefined,
  next: string | undefined,
): readonly RenewedAccount[] {
  return password && next ? [{ user, password, next }] : [];
}

function nextKey(purpose: (typeof PASSWORD_PURPOSES)[number]): string {
  return `next-${passwordKey(purpose)}`;
}

function text({ id, stage, since }: Rotation): string {
  return `${id} ${stage} ${since}`;
}

function isStage(word: string | undefined): word is RotationStage {
  return word === 'Offered' || word === 'Adopted' || word === 'Done';
}

function withTexts(secret: KubernetesObject, texts: Texts): KubernetesObject {
  return {
    ...secret,
    data: secretData(
      Object.fromEntries(
        Object.entries(texts).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value]],
        ),
      ),
    ),
  };
}
