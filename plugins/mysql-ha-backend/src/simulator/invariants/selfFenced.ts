import { Invariant } from './Invariant';

/** What a supervisor may take beyond its time, in milliseconds. */
const GRACE_MS = 100;

/** Design section 5, invariant 3: a primary that is cut off from Kubernetes and from its peers refuses clients in time. */
export const selfFenced: Invariant = {
  name: 'a cut-off primary refuses clients within the self-fence time',
  look({ cluster, now }) {
    const { timings } = cluster.world;
    for (const server of cluster.servers()) {
      const { name, process, isolatedSince, selfFenced: fenced } = server;
      // Whoever lifts the fence reached it, and so was not cut off.
      if (!process || isolatedSince === undefined || fenced) continue;
      if (process.offlineMode || process.readOnly || process.frozen) continue;
      if (now - isolatedSince > timings.selfFence + GRACE_MS) {
        return `${name} is cut off for ${now - isolatedSince} ms`;
      }
    }
    return undefined;
  },
};
