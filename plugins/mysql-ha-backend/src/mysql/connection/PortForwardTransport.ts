import { Duplex } from 'node:stream';
import { Clock } from '../../clock';
import { KubernetesAdapter } from '../../kubernetes/types';
import { InstanceAddress } from '../types';
import { Transport } from './Transport';
import { TransportTimeout } from './TransportTimeout';

/** Through the API server, from where the pod network can't be reached. */
export class PortForwardTransport implements Transport {
  constructor(
    private readonly kubernetes: Pick<KubernetesAdapter, 'portForward'>,
    private readonly clock: Clock,
    private readonly timeoutMs: number,
  ) {}

  async open(address: InstanceAddress, port: number): Promise<Duplex> {
    const { namespace, pod } = address;
    const stream = this.kubernetes.portForward(namespace, pod, port);
    const abort = new AbortController();
    const deadline = this.clock
      .sleep(this.timeoutMs, abort.signal)
      .then<never>(() => {
        // It may still open; nobody will use it then.
        stream.then(
          late => late.destroy(),
          () => undefined,
        );
        throw new TransportTimeout(
          `port-forward to ${namespace}/${pod}:${port}`,
          this.timeoutMs,
        );
      });
    try {
      return await Promise.race([stream, deadline]);
    } finally {
      abort.abort();
    }
  }
}
