import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Snapshot } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/observe';
import { snapshotOf } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/observe/__testUtils__/snapshotOf';
import { BinlogKeeper } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/retention';
import { SILENT_LOGGER } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/simulator/silentLogger';
import { Mysqld } from '../conformance/mysqld';
import { caughtUp } from '../conformance/trio';
import { realTrio, RealTrio } from './realTrio';

const MIB = 2 ** 20;
/** As if each server had a volume of this size. */
const VOLUME = 1024 * MIB;
/** Of a row; only binary logs remain of it. */
const ROW = 4 * MIB;
const NAMES = ['orders-0', 'orders-1', 'orders-2'];

/** How much a server has written to its volume. */
function usedBy({ dataDir }: Mysqld): number {
  return readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).reduce(
    (sum, name) =>
      sum +
      (statSync(join(dataDir, name), { throwIfNoEntry: false })?.blocks ?? 0) *
        512,
    0,
  );
}

/** Real servers, and the keeper of their binary logs, which believes that their volumes are small. */
class KeptTrio {
  readonly announced: string[] = [];
  /** The most that any server ever used of its volume. */
  most = 0;
  private readonly keeper = new BinlogKeeper({
    logger: SILENT_LOGGER,
    mysql: name => this.members[NAMES.indexOf(name)].mysql,
    supervisor: () => ({ repairCredentials: async () => undefined }),
    ask: async () => undefined,
    announce: (_, message) => this.announced.push(message),
    onChange: () => undefined,
  });

  constructor(private readonly real: RealTrio) {}

  get members() {
    return [this.real.trio.primary, ...this.real.trio.replicas];
  }

  /** Looks once, as the engine does every two seconds. */
  async look(): Promise<void> {
    await this.keeper.look(await this.snapshot(), { instances: [] });
  }

  private async snapshot(): Promise<Snapshot> {
    let taken = snapshotOf(3);
    for (const [i, { mysql }] of this.members.entries()) {
      const facts = await mysql.facts();
      const used = usedBy(this.real.servers[i]);
      this.most = Math.max(this.most, used);
      taken = taken.facts(i, facts).supervisor(i, 'Running', undefined, {
        disk: { totalBytes: VOLUME, freeBytes: Math.max(0, VOLUME - used) },
      });
    }
    return taken.taken;
  }
}

test.describe('Binary logs on real servers with volumes of 1 GiB', () => {
  let real: RealTrio;
  let kept: KeptTrio;

  test.beforeEach(async () => {
    real = await realTrio();
    kept = new KeptTrio(real);
    const [primary] = real.servers;
    await primary.run(
      // Off since the system users were made.
      'SET SESSION sql_log_bin=1',
      'SET GLOBAL max_binlog_size=67108864',
      'CREATE TABLE app.filler (v LONGBLOB)',
    );
    for (const replica of real.servers.slice(1)) {
      await replica.run('SET GLOBAL max_binlog_size=67108864');
    }
    for (const { mysql } of kept.members) await mysql.takeCommand();
  });
  test.afterEach(() => real.remove());

  /** Writes so much, and looks every 32 MiB. */
  async function write(bytes: number): Promise<void> {
    const [primary] = real.servers;
    for (let written = 0; written < bytes; written += ROW) {
      await primary.run(
        // It is meant to fill.
        'SET SESSION binlog_transaction_compression=OFF',
        `INSERT INTO app.filler VALUES (REPEAT('x', ${ROW}))`,
      );
      if (written % (8 * ROW) === 0) {
        await primary.run('TRUNCATE TABLE app.filler');
        await kept.look();
      }
    }
  }

  test('never fill them, and cost no replica its place', async () => {
    await write(1.5 * VOLUME);
    test.info().annotations.push({
      type: 'most used',
      description: `${Math.ceil(kept.most / MIB)} MiB`,
    });
    expect(kept.most).toBeLessThan(VOLUME - 64 * MIB);
    expect(kept.announced).toEqual([]);
    const [primary, ...replicas] = real.servers;
    for (const replica of replicas) await caughtUp(replica, primary);
  });
});
