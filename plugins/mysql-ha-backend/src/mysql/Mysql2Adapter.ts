import { Clock } from '../clock';
import { KubernetesAdapter } from '../kubernetes/types';
import {
  AutoTransport,
  DirectTransport,
  PortForwardTransport,
  Transport,
} from './connection';
import { Mysql2Instance } from './instance';
import { HttpSupervisor } from './supervisor';
import {
  InstanceAddress,
  MySqlAdapter,
  MySqlInstance,
  Supervisor,
  SystemCredentials,
} from './types';

/** How instances are reached; `auto` finds out by itself. */
export type ConnectionMode = 'auto' | 'direct' | 'portForward';

/** A pod in the same network answers in milliseconds; a node that died, never. */
const CONNECT_MS = 2000;
/** While it isn't known whether the pod network can be reached at all. */
const EXAMINE_MS = 500;

/** Real servers, by mysql2. */
export class Mysql2Adapter implements MySqlAdapter {
  private readonly transport: Transport;
  private readonly clock: Clock;
  private readonly instances = new Set<MySqlInstance>();

  constructor(options: {
    readonly kubernetes: Pick<KubernetesAdapter, 'portForward'>;
    readonly clock: Clock;
    readonly connection: ConnectionMode;
  }) {
    this.clock = options.clock;
    this.transport = transportFor(options);
  }

  instance(
    address: InstanceAddress,
    credentials: SystemCredentials,
  ): MySqlInstance {
    const { transport, clock } = this;
    const instance = new Mysql2Instance({
      address,
      credentials,
      transport,
      clock,
    });
    this.instances.add(instance);
    return instance;
  }

  supervisor(address: InstanceAddress, token: string): Supervisor {
    const { transport, clock } = this;
    return new HttpSupervisor({ address, token, transport, clock });
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.instances, each => each.close()));
    this.instances.clear();
  }
}

function transportFor({
  kubernetes,
  clock,
  connection,
}: {
  readonly kubernetes: Pick<KubernetesAdapter, 'portForward'>;
  readonly clock: Clock;
  readonly connection: ConnectionMode;
}): Transport {
  const portForward = new PortForwardTransport(kubernetes, clock, CONNECT_MS);
  switch (connection) {
    case 'direct':
      return new DirectTransport(CONNECT_MS);
    case 'portForward':
      return portForward;
    case 'auto':
      return new AutoTransport(
        {
          direct: new DirectTransport(CONNECT_MS),
          examine: new DirectTransport(EXAMINE_MS),
          portForward,
        },
        clock,
      );
    default:
      throw new Error(`unknown connection mode ${connection satisfies never}`);
  }
}
