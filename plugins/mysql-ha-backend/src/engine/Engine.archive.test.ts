import { engineForEachTest } from './__testUtils__/engineForEachTest';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
const ASKED = { instances: 2, backup: { locationName: 'store' } };
const EARLIEST = '2026-01-01T00:00:00.000000Z';

describe('Engine and the archive of the binary log', () => {
  const harness = engineForEachTest();
  let primary: string;

  beforeEach(async () => {
    primary = await harness.healthy(ASKED);
  });

  const executed = () => harness.executed(primary);
  const purged = () => harness.world.server(primary).disk.purged;
  const condition = () => harness.condition('BinlogsArchived');

  /** The archiver is up to date, and says so. */
  function archive(): void {
    harness.archive = {
      ...{ place: 'bucket backups', source: 'orders-1', backups: 1 },
      holds: executed(),
      recoverability: {
        earliest: EARLIEST,
        latest: new Date(harness.clock.now()).toISOString(),
      },
    };
  }

  /** Writes so much in rows of 32 MiB, ten a second. */
  async function write(bytes: number): Promise<void> {
    for (let written = 0; written < bytes; written += 32 * MIB) {
      harness.world.commit(primary, {
        change: { kind: 'row', bytes: 32 * MIB },
      });
      await harness.clock.advance(100);
    }
  }

  it('shows what can be restored, by a write a minute', async () => {
    archive();
    await harness.clock.advance(5_000);
    expect(condition()).toMatchObject({ status: 'True', reason: 'Archived' });
    const before = harness.kubernetes.requests.length;
    for (let second = 0; second < 180; second++) {
      archive();
      await harness.clock.advance(1_000);
    }
    const writes = harness.kubernetes.requests
      .slice(before)
      .filter(request => request.startsWith('status MySQLCluster'));
    expect(writes.length).toBeGreaterThanOrEqual(3);
    expect(writes.length).toBeLessThan(10);
    const { earliest, latest = '' } = harness.status.recoverability ?? {};
    expect(earliest).toBe(EARLIEST);
    expect(harness.clock.now() - Date.parse(latest)).toBeLessThan(61_000);
  });

  it('goes on to show it when another operator takes over, which has heard nothing yet', async () => {
    archive();
    await harness.clock.advance(5_000);
    const shown = harness.status.recoverability;
    await harness.stop();
    harness.archive = undefined;
    await harness.operator('successor');
    await harness.clock.advance(20_000);
    expect(harness.status.recoverability).toEqual(shown);
    expect(condition()).toMatchObject({ status: 'True', reason: 'Archived' });
  });

  it('says when nothing gets into it, and is Healthy all the same', async () => {
    harness.archive = {
      place: 'bucket backups',
      trouble: { reason: 'Waiting', message: 'No keys.', next: 'add them.' },
    };
    await harness.clock.advance(5_000);
    expect(condition()).toMatchObject({
      ...{ status: 'False', reason: 'Waiting' },
      message: 'No keys. Next: add them.',
    });
    expect(harness.status).toMatchObject({
      ...{ phase: 'Healthy', message: 'No keys. Next: add them.' },
    });
  });

  it('keeps binary logs until it has them', async () => {
    archive();
    await write(3.5 * GIB);
    await harness.clock.advance(5_000);
    expect(purged().isEmpty()).toBe(true);
    const shown = harness.status.instances?.find(i => i.name === primary);
    expect(shown?.message).toContain('stay because the archive has not');
    archive();
    await harness.until('they are purged', () => !purged().isEmpty());
  });

  it('gets a gap before a disk is full, and the database goes on', async () => {
    archive();
    await write(3.5 * GIB);
    await harness.clock.advance(5_000);
    await write(4 * GIB);
    const events = await harness.clock.advanceUntil(
      harness.kubernetes.listEvents('shop', 'orders'),
    );
    expect(
      events.find(({ reason }) => reason === 'BinlogsGivenUp')?.message,
    ).toContain(
      'the archive will have a gap unless another instance still has them',
    );
    expect(purged().isEmpty()).toBe(false);
    expect(harness.status.phase).toBe('Healthy');
  });
});
