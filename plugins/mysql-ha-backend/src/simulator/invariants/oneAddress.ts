import { TERM_ANNOTATION } from '../../resources';
import { Invariant } from './Invariant';

/** Design section 5, invariant 3: at most one address in `<name>-primary`, and its term never falls. */
export function oneAddress(): Invariant {
  let term = 0;
  return {
    name: 'at most one address in -primary, by a rising term',
    look({ cluster }) {
      const slice = cluster.api.state.slices.get('orders-primary');
      if (!slice) return undefined;
      const endpoints = Array.isArray(slice.endpoints) ? slice.endpoints : [];
      const now = Number(slice.metadata.annotations?.[TERM_ANNOTATION]);
      if (endpoints.length > 1) return `${endpoints.length} addresses`;
      if (now < term) return `the term fell from ${term} to ${now}`;
      term = now;
      return undefined;
    },
  };
}
