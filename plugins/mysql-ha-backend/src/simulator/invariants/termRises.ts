import { Invariant } from './Invariant';

/** The term on the record only rises, and the primary changes only with it. */
export function termRises(): Invariant {
  let known = { term: 0, primary: '' };
  return {
    name: 'the primary changes only with a higher term',
    look({ cluster }) {
      const { term = 0, primary = '' } = cluster.status;
      const before = known;
      known = { term, primary };
      if (term < before.term) return `from ${before.term} to ${term}`;
      return term === before.term &&
        before.primary &&
        primary !== before.primary
        ? `${before.primary} and ${primary} in term ${term}`
        : undefined;
    },
  };
}
