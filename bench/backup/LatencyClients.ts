import { setTimeout as delay } from 'node:timers/promises';
import type { Mysqld } from '../../e2e/conformance/mysqld';

const clients = 4;
/** Each rests so long between two commits: what is measured is a database in use, not one at its limit. */
const restMs = 10;

/** Applications that commit all the time and measure how long each commit takes. */
export class LatencyClients {
  private latencies: number[] = [];
  private running = true;
  private readonly done: Promise<unknown>;

  private constructor(primary: Mysqld) {
    this.done = Promise.all(
      Array.from({ length: clients }, () => this.run(primary)),
    );
  }

  static async start(primary: Mysqld): Promise<LatencyClients> {
    await primary.run(
      'CREATE TABLE app.writes (id INT AUTO_INCREMENT PRIMARY KEY, v CHAR(100))',
    );
    return new LatencyClients(primary);
  }

  /** How long each commit took while this was done, in milliseconds. */
  async during<T>(work: () => Promise<T>): Promise<readonly [number[], T]> {
    this.latencies = [];
    const outcome = await work();
    return [this.latencies, outcome];
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async run(primary: Mysqld): Promise<void> {
    const connection = await primary.connect('app');
    while (this.running) {
      const startedAt = performance.now();
      await connection.query(
        "INSERT INTO app.writes (v) VALUES (REPEAT('x', 100))",
      );
      this.latencies.push(performance.now() - startedAt);
      await delay(restMs);
    }
    connection.destroy();
  }
}
