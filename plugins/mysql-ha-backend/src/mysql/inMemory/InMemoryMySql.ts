import { OutsideFacts } from '../facts';
import { Supervisor } from '../supervisor/Supervisor';
import {
  InstanceAddress,
  MySqlAdapter,
  MySqlInstance,
  ReplicationSource,
  SystemCredentials,
} from '../types';
import { InMemoryInstance } from './InMemoryInstance';
import { InMemorySupervisor } from './InMemorySupervisor';
import { lookOutside } from './lookOutside';
import { MySqlWorld } from './MySqlWorld';

/** What one operator sees of a {@link MySqlWorld}; the twin of the real adapter. */
export class InMemoryMySql implements MySqlAdapter {
  private readonly instances: MySqlInstance[] = [];

  /** @param operator - its name in the model's network, so that two operators can be told apart and cut off */
  constructor(
    private readonly world: MySqlWorld,
    private readonly operator = 'operator',
  ) {}

  instance(
    address: InstanceAddress,
    credentials?: SystemCredentials,
  ): MySqlInstance {
    const instance = new InMemoryInstance(
      this.world,
      this.operator,
      this.world.server(address.pod),
      credentials,
    );
    this.instances.push(instance);
    return instance;
  }

  supervisor(address: InstanceAddress, _token?: string): Supervisor {
    return new InMemorySupervisor(
      this.world,
      this.operator,
      this.world.server(address.pod),
    );
  }

  async lookOutside(source: ReplicationSource): Promise<OutsideFacts> {
    return lookOutside(this.world, this.operator, source);
  }

  async close(): Promise<void> {
    await Promise.all(this.instances.map(instance => instance.close()));
  }
}
