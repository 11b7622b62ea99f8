import { Invariant } from './Invariant';

/** What the primary waits for is never less than what is recorded: the record may lag behind a raise, never behind a fall. */
export const asRecorded: Invariant = {
  name: 'the primary waits for no fewer acknowledgements than recorded',
  look({ cluster, openedByHand }) {
    const { primary, synchronous } = cluster.status;
    if (!primary || !synchronous || !cluster.world.has(primary)) {
      return undefined;
    }
    const { process } = cluster.world.server(primary);
    if (!process || process.readOnly || process.offlineMode) return undefined;
    if (openedByHand.has(primary)) return undefined;
    const { enabled, waitFor } = process.semiSync;
    const now = enabled ? waitFor : 0;
    return now < synchronous.waitFor
      ? `${primary} is writable and waits for ${now}, the record says ${synchronous.waitFor}`
      : undefined;
  },
};
