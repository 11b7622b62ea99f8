import { Invariant } from './Invariant';

/** While passwords rotate everybody can log in at each moment, by what the Secrets say and by what replicas were given. */
export const nobodyLockedOut: Invariant = {
  name: 'nobody is locked out',
  look({ cluster }) {
    return cluster.passwords?.lockedOut();
  },
};
