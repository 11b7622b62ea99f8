import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreAccess } from '../stores';
import { Settings } from './settings';

/**
 * One key of a Secret that is mounted as a folder: files change when the Secret does, and unlike arguments and variables
 * no other process sees them.
 *
 * @throws Error naming the Secret’s key
 */
export function secret(folder: string, key: string): string {
  try {
    return readFileSync(join(folder, key), 'utf8').trim();
  } catch {
    throw new Error(
      `The Secret mounted at ${folder} has no key "${key}": add it.`,
    );
  }
}

/** The store of the settings with the keys from the folder `store` and the authorities from `store-ca`. */
export function storeAccess(
  { store }: Pick<Settings, 'store'>,
  folder: string,
): StoreAccess {
  const keys = join(folder, 'store');
  const authority = optional(join(folder, 'store-ca'), 'ca.crt');
  const ca = authority === undefined ? {} : { ca: authority };
  return store.kind === 's3'
    ? {
        ...store,
        ...ca,
        accessKeyId: secret(keys, 'accessKeyId'),
        secretAccessKey: secret(keys, 'secretAccessKey'),
      }
    : {
        ...store,
        ...ca,
        accountName: secret(keys, 'accountName'),
        accountKey: secret(keys, 'accountKey'),
      };
}

function optional(folder: string, key: string): string | undefined {
  try {
    return readFileSync(join(folder, key), 'utf8');
  } catch {
    return undefined;
  }
}
