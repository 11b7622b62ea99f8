import { ClientCommit } from '../../mysql/inMemory';
import { EngineHarness } from './EngineHarness';

/** A client that writes all the time through the Service, and remembers what it was told. */
export class Ledger {
  private readonly commits: ClientCommit[] = [];
  private writing = true;
  /** Moments at which two instances could commit. */
  readonly violations: string[] = [];

  constructor(private readonly harness: EngineHarness) {
    void this.run();
  }

  get acknowledged(): number {
    return this.commits.filter(c => c.outcome === 'ok').length;
  }

  /** Ends writing, and says which acknowledged commits an instance lacks. */
  lostOn(name: string): readonly string[] {
    this.writing = false;
    const executed = this.harness.world.server(name).process?.executed;
    return this.commits
      .filter(
        ({ outcome, gtid }) =>
          outcome === 'ok' && gtid && !executed?.contains(gtid),
      )
      .map(({ gtid }) => String(gtid));
  }

  stop(): void {
    this.writing = false;
  }

  private async run(): Promise<void> {
    while (this.writing) {
      const [primary] = this.harness.served('primary');
      if (primary) this.commits.push(this.harness.world.commit(primary));
      this.assertOneCommitter();
      await this.harness.clock.sleep(50);
    }
  }

  /** Invariant 2: at no time two instances can commit. */
  private assertOneCommitter(): void {
    const able = this.harness.serverNames().filter(name => {
      const process = this.harness.world.server(name).process;
      if (
        !process ||
        process.readOnly ||
        process.superReadOnly ||
        process.offlineMode
      )
        return false;
      const { enabled, waitFor } = process.semiSync;
      // A dump thread outlives its replica's interest, as TCP says nothing of it: what counts is who would answer.
      const clients = this.harness.serverNames().filter(other => {
        const replica = this.harness.world.server(other);
        return (
          replica.process?.receiver.acknowledging &&
          replica.disk.channel?.host === this.harness.world.server(name).host
        );
      }).length;
      return !enabled || clients >= waitFor;
    });
    if (able.length > 1) this.violations.push(able.join(' and '));
  }
}
