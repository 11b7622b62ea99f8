/** Why a store refused, in the order in which a person would ask. @public */
export type StoreFailure =
  | 'unreachable'
  | 'unavailable'
  | 'certificate'
  | 'keys'
  | 'container'
  | 'permission'
  | 'region'
  | 'clock'
  | 'full'
  | 'missing'
  | 'aborted'
  | 'other';

/** What one asks of a store. @public */
export type StoreAction = 'write' | 'read' | 'list' | 'delete';

interface Advice {
  readonly what: (action: StoreAction) => string;
  readonly remedy: (action: StoreAction) => string;
}

const advice: Readonly<Record<StoreFailure, Advice>> = {
  unreachable: {
    what: () => 'can’t be reached',
    remedy: () =>
      'Check `endpoint`, its DNS name and the way there from the pods’ network',
  },
  unavailable: {
    what: () => 'answers, but with errors of its own',
    remedy: () =>
      'Look at the store itself and what stands before it; it was tried again and again for a while',
  },
  certificate: {
    what: () => 'shows a certificate that nobody here trusts',
    remedy: () =>
      'Put the authority that signed it (PEM, key `ca.crt`) into the Secret that `caSecretRef` names',
  },
  keys: {
    what: () => 'does not know these keys',
    remedy: () =>
      'Correct the keys in the Secret that `secretRef` names: S3 takes `accessKeyId` and `secretAccessKey`, Azure `accountName` and `accountKey`',
  },
  container: {
    what: () => 'does not exist',
    remedy: () => 'Create it, or correct its name; it is not created for you',
  },
  permission: {
    what: action => `does not let these keys ${action}`,
    remedy: action =>
      `Allow them to ${action} below the prefix: backups are written, listed, read for a restore, and deleted when their retention ends`,
  },
  region: {
    what: () => 'is in another region than the one given',
    remedy: () => 'Correct `s3.region`',
  },
  clock: {
    what: () => 'refuses the time of day of this machine',
    remedy: () => 'Correct the clock of the node; signatures live 15 minutes',
  },
  full: {
    what: () => 'is full',
    remedy: () =>
      'Give it more room, raise its quota, or shorten the retention of a MySQLBackupSchedule',
  },
  missing: {
    what: () => 'lacks the object',
    remedy: () =>
      'Somebody or a lifecycle rule of the bucket deleted it: choose another backup, and exempt the prefix from such rules',
  },
  aborted: {
    what: action => `was not asked further: the ${action} was interrupted`,
    remedy: () => 'Nothing of it is left in the store; start it again',
  },
  other: {
    what: action => `failed to ${action}`,
    remedy: () => 'What the store itself says stands at the end',
  },
};

/** A store’s refusal as a sentence: which place, what is wrong, what to do, and the store’s own words. @public */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly failure: StoreFailure,
    readonly action: StoreAction,
    where: string,
    key: string,
    override readonly cause: unknown,
  ) {
    const { what, remedy } = advice[failure];
    super(
      `The ${where} ${what(action)}${key && ` (object "${key}")`}. ${remedy(
        action,
      )}. (${wordsOf(cause)})`,
    );
  }
}

function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = codeOf(cause);
  const text = cause.message.split('\n')[0] ?? '';
  return code && !text.includes(code) ? `${code}: ${text}` : text || cause.name;
}

/** The code by which an SDK, Node or the system names a failure; empty when it has none. */
export function codeOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return '';
  // A failure to connect to several addresses hides the codes one level deeper.
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  if ('code' in cause && typeof cause.code === 'string' && cause.code)
    return cause.code;
  // An aborted signal throws a DOMException, whose code is a number.
  if (!('name' in cause) || typeof cause.name !== 'string') return '';
  return cause.name === 'Error' ? '' : cause.name;
}
