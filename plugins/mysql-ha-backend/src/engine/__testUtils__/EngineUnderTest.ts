import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { GtidSet } from '../../mysql';
import { MysqldProcess } from '../../mysql/inMemory';
import { EngineHarness } from './EngineHarness';
import { expectNothingLost } from './expectNothingLost';
import { Ledger } from './Ledger';

/** An operator with its cluster, what is often asked of it, and a client that writes. */
export class EngineUnderTest extends EngineHarness {
  private client?: Ledger;

  /** What the client was told. */
  get ledger(): Ledger {
    if (!this.client) throw new Error('nobody writes');
    return this.client;
  }

  /** The recorded primary; none is the empty name. */
  get primary(): string {
    return this.status.primary ?? '';
  }

  /** A cluster of this spec, once it is healthy. @returns its primary */
  async healthy(spec: ClusterSpecInput): Promise<string> {
    this.apply(spec);
    await this.untilHealthy();
    return this.primary;
  }

  /** The same, and a client has begun to write to it. @returns its primary */
  async underWrites(spec: ClusterSpecInput): Promise<string> {
    await this.healthy(spec);
    this.write();
    await this.clock.advance(1_000);
    return this.primary;
  }

  /** A client writes through the Service from now on. */
  write(): void {
    this.client?.stop();
    this.client = new Ledger(this);
  }

  /** When all is healthy again, holds every instance against what the client was told. */
  async nothingLost(atLeast?: number): Promise<void> {
    await expectNothingLost(this, this.ledger, atLeast);
  }

  /** Waits until another instance than this one is the recorded primary. */
  async anotherLeads(
    before: string | undefined,
    seconds?: number,
  ): Promise<void> {
    await this.until(
      'another leads',
      () => this.status.primary !== before,
      seconds,
    );
  }

  /** The mysqld of an instance, which must run. */
  mysqld(name: string): MysqldProcess {
    const { process } = this.world.server(name);
    if (!process) throw new Error(`${name} does not run`);
    return process;
  }

  /** All servers but this one. */
  others(primary: string): readonly string[] {
    return this.serverNames().filter(name => name !== primary);
  }

  /** What an instance has executed; nothing while its mysqld does not run. */
  executed(name: string): GtidSet {
    return this.world.server(name).process?.executed ?? GtidSet.EMPTY;
  }

  condition(type: string) {
    return this.status.conditions?.find(condition => condition.type === type);
  }

  /** Ends all that runs, the client too. */
  async end(): Promise<void> {
    this.client?.stop();
    this.client = undefined;
    await this.stop();
  }
}
