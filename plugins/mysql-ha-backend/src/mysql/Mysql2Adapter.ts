import { Clock } from '../clock';
import { KubernetesAdapter } from '../kubernetes/types';
import {
  AutoTransport,
  DirectTransport,
  PortForwardTransport,
  Transport,
  Way,
} from './connection';
import { Mysql2Instance } from './instance';
import { lookOutside } from './outside';
import { HttpSupervisor } from './supervisor';
import { OutsideFacts } from './facts';
import { Supervisor } from './supervisor/Supervisor';
import {
  InstanceAddress,
  MySqlAdapter,
  MySqlInstance,
  ReplicationSource,
  SystemCredentials,
} from './types';

/** How instances are reached; `auto` finds out by itself. */
export type ConnectionMode = 'auto' | 'direct' | 'portForward';

/** A pod in the same network answers in milliseconds; a node that died, never. */
const CONNECT_MS = 2000;

/** Real servers, by mysql2. */
export class Mysql2Adapter implements MySqlAdapter {
  /** The way to the pods, whatever runs in them. */
  readonly transport: Transport;
  private readonly clock: Clock;
  private readonly instances = new Set<MySqlInstance>();

  constructor(options: {
    readonly kubernetes: Pick<KubernetesAdapter, 'portForward'>;
    readonly clock: Clock;
    readonly connection: ConnectionMode;
    /** Told how servers are reached, when `auto` finds out or thinks again. */
    readonly onWay?: (way: Way) => void;
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

  lookOutside(source: ReplicationSource): Promise<OutsideFacts> {
    return lookOutside(source, this.clock);
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
  onWay,
}: {
  readonly kubernetes: Pick<KubernetesAdapter, 'portForward'>;
  readonly clock: Clock;
  readonly connection: ConnectionMode;
  readonly onWay?: (way: Way) => void;
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
          portForward,
          onVerdict: onWay,
        },
        clock,
      );
    default:
      throw new Error(`unknown connection mode ${connection satisfies never}`);
  }
}
