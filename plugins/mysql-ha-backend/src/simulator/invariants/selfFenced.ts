import { Invariant } from './Invariant';

/** What a supervisor may take beyond its time, in milliseconds. */
const GRACE_MS = 100;

/** Design section 5, invariant 3: a primary that is cut off from Kubernetes and from its peers refuses clients in time. */
export const selfFenced: Invariant = {
  name: 'a cut-off primary refuses clients within the self-fence time',
  look({ cluster, now }) {
    const { timings } = cluster.world;
    for (const { name, process, isolatedSince } of cluster.servers()) {
      if (!process || isolatedSince === undefined || process.offlineMode) {
        continue;
      }
      if (process.readOnly || process.frozen) continue;
      if (now - isolatedSince > timings.selfFence + GRACE_MS) {
        return `${name} is cut off for ${now - isolatedSince} ms`;
      }
    }
    return undefined;
  },
};
