import {
  InstanceAddress,
  MySqlAdapter,
  MySqlInstance,
  OutsideFacts,
  ReplicationSource,
  Supervisor,
  SystemCredentials,
} from '../../mysql';
import { InMemoryMySql, VirtualClock } from '../../mysql/inMemory';
import { OperatorProcess } from '../time';

/** Reading is by far the most frequent, and nothing rests on how long it takes. */
const UNDELAYED: ReadonlySet<string | symbol> = new Set(['facts', 'state']);

/** How often packets go there and back until heartbeats have their own connection: TCP, TLS, the login, its settings. */
const LOGIN_TRIPS = 8;

/**
 * MySQL as an operator's process has it: a command needs a moment to get there, and a process that stands still neither
 * sends nor hears.
 */
export class DistantMySql implements MySqlAdapter {
  constructor(
    private readonly mysql: InMemoryMySql,
    private readonly options: {
      readonly clock: VirtualClock;
      readonly process: OperatorProcess;
      readonly latencyMs: () => number;
      readonly change: (instance: MySqlInstance) => MySqlInstance;
    },
  ) {}

  instance(
    address: InstanceAddress,
    credentials?: SystemCredentials,
  ): MySqlInstance {
    const instance = this.mysql.instance(address, credentials);
    return this.options.change(this.distant(instance, UNDELAYED));
  }

  supervisor(address: InstanceAddress): Supervisor {
    return this.distant(this.mysql.supervisor(address), UNDELAYED);
  }

  async lookOutside(source: ReplicationSource): Promise<OutsideFacts> {
    await this.trip();
    return this.mysql.lookOutside(source);
  }

  close(): Promise<void> {
    return this.mysql.close();
  }

  private distant<T extends object>(
    target: T,
    undelayed: ReadonlySet<string | symbol>,
  ): T {
    const { process } = this.options;
    let hasLogin = false;
    return new Proxy(target, {
      get: (_, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function' || key === 'close') {
          return typeof member === 'function' ? member.bind(target) : member;
        }
        if (key === 'onDisconnect') {
          return (listener: (failure: unknown) => void) =>
            member.call(target, async (failure: unknown) => {
              await process.running();
              listener(failure);
            });
        }
        return async (...args: unknown[]) => {
          if (key === 'writeHeartbeat' && !hasLogin) {
            hasLogin = true;
            for (let trip = 0; trip < LOGIN_TRIPS; trip++) await this.trip();
          }
          if (!undelayed.has(key)) await this.trip();
          else await process.running();
          try {
            return await member.apply(target, args);
          } finally {
            await process.running();
          }
        };
      },
    });
  }

  /** What is sent gets there, and this process to what comes of it. */
  private async trip(): Promise<void> {
    const { clock, process, latencyMs } = this.options;
    await clock.sleep(latencyMs());
    await process.running();
  }
}
