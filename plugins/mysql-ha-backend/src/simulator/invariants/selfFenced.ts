import { Invariant } from './Invariant';

/** What is promised, whatever the model does, in milliseconds. */
const PROMISED_MS = 3_000;
/** What a supervisor may take beyond its time, in milliseconds. */
const GRACE_MS = 100;

/** Design section 5, invariant 3: a primary that is cut off from Kubernetes and from its peers refuses clients in time. */
export const selfFenced: Invariant = {
  name: 'a cut-off primary refuses clients within the self-fence time',
  look({ cluster, now }) {
    for (const server of cluster.servers()) {
      const { name, process, isolatedSince, selfFenced: fenced } = server;
      // Whoever lifts the fence reached it, and so was not cut off.
      if (!process || isolatedSince === undefined || fenced) continue;
      if (process.offlineMode || process.readOnly || process.frozen) continue;
      if (now - isolatedSince > PROMISED_MS + GRACE_MS) {
        return `${name} is cut off for ${now - isolatedSince} ms`;
      }
    }
    return undefined;
  },
};
