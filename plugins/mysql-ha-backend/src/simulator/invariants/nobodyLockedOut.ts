import { Invariant } from './Invariant';

/**
 * What lasts no longer is no more than a login that is tried again, in milliseconds. A password is renewed by two
 * statements, each of which waits for its acknowledgements; a server that took the next one from its bootstrap.sql does not
 * accept it between those two, when they come to it late.
 */
const MOMENT_MS = 2_000;

/** While passwords rotate everybody can log in, by what the Secrets say and by what replicas were given. */
export function nobodyLockedOut(): Invariant {
  let since: number | undefined;
  return {
    name: 'nobody is locked out',
    look({ cluster, now }) {
      const who = cluster.passwords?.lockedOut();
      if (!who) {
        since = undefined;
        return undefined;
      }
      since ??= now;
      return now - since > MOMENT_MS ? who : undefined;
    },
  };
}
