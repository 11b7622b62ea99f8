import { systemClock } from '../clock';
import { InMemoryApiServer, InMemoryKubernetes } from '../kubernetes/memory';
import { writeSliceContract } from './writeSlice.contract';

const server = new InMemoryApiServer(systemClock);
let namespaces = 0;

writeSliceContract(
  { describe, it },
  {
    open: async identity => {
      const kubernetes = new InMemoryKubernetes({
        server,
        identity,
        clock: systemClock,
      });
      await kubernetes.start();
      return kubernetes;
    },
    freshNamespace: async () => {
      namespaces += 1;
      return `slices-${namespaces}`;
    },
  },
);
