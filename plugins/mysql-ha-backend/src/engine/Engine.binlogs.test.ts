import { engineForEachTest } from './__testUtils__/engineForEachTest';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
/** What is free on a volume of the model when it is new. */
const FREE = 5 * GIB;

describe('Engine and binary logs', () => {
  const harness = engineForEachTest();

  const healthy = (spec: object = {}) =>
    harness.healthy({ instances: 3, ...spec });

  const disk = (name: string) => harness.world.server(name).disk;
  /** Writes so much in rows of 32 MiB, ten a second. @returns the least that was free meanwhile */
  async function write(primary: string, bytes: number): Promise<number> {
    let least = FREE;
    for (let written = 0; written < bytes; written += 32 * MIB) {
      harness.world.commit(primary, {
        change: { kind: 'row', bytes: 32 * MIB },
      });
      await harness.clock.advance(100);
      least = Math.min(least, FREE - disk(primary).files.bytes);
    }
    return least;
  }

  const events = async (reason: string) =>
    (
      await harness.clock.advanceUntil(
        harness.kubernetes.listEvents('shop', 'orders'),
      )
    )
      .filter(event => event.reason === reason)
      .map(event => event.message);

  it('keeps them while there is space, and purges what nobody needs long before a volume is full', async () => {
    const primary = await healthy();
    await write(primary, GIB);
    await harness.clock.advance(10_000);
    expect(disk(primary).files.bytes).toBeGreaterThanOrEqual(GIB);

    expect(await write(primary, 8 * GIB)).toBeGreaterThan(GIB);
    await harness.clock.advance(10_000);
    for (const name of harness.serverNames()) {
      expect(FREE - disk(name).files.bytes).toBeGreaterThan(2.4 * GIB);
    }
    expect(harness.world.clones).toBe(2);
    expect(harness.status.phase).toBe('Healthy');
  });

  it('keeps what a replica that is away needs, warns, gives it up before the disk is full, and fills it anew', async () => {
    const primary = await healthy();
    const [, away] = harness.others(primary);
    harness.world.crash(away, { restart: false });
    expect(await write(primary, 3.5 * GIB)).toBeGreaterThan(GIB);
    await harness.clock.advance(5_000);
    expect(disk(primary).purged.isEmpty()).toBe(true);
    const shown = harness.status.instances?.find(i => i.name === primary);
    expect(shown?.message).toContain(`stay because ${away} has not received`);

    const clones = harness.world.clones;
    expect(await write(primary, 4 * GIB)).toBeGreaterThan(128 * MIB);
    const [given] = await events('BinlogsGivenUp');
    expect(given).toContain(`${away} still needed`);
    expect(given).toContain(`${away} will be filled anew by CLONE`);

    harness.world.boot(harness.world.server(away));
    await harness.untilHealthy();
    expect(harness.world.clones).toBe(clones + 1);
    await harness.until('it holds everything', () =>
      harness.executed(away).contains(harness.executed(primary)),
    );
  });

  it('lets a replica catch up that comes back in time', async () => {
    const primary = await healthy();
    const [, away] = harness.others(primary);
    harness.world.crash(away, { restart: false });
    await write(primary, 3.5 * GIB);
    const clones = harness.world.clones;
    harness.world.boot(harness.world.server(away));
    await harness.untilHealthy();
    await harness.until(
      'what it needed is purged now',
      () => !disk(primary).purged.isEmpty(),
    );
    expect(harness.world.clones).toBe(clones);
  });

  it('purges nothing of a cluster that is paused', async () => {
    const primary = await healthy();
    harness.apply({ instances: 3, paused: true });
    await harness.clock.advance(2_000);
    await write(primary, 3.5 * GIB);
    expect(disk(primary).purged.isEmpty()).toBe(true);
  });

  it('puts errant transactions aside before it rebuilds, and says where', async () => {
    const primary = await healthy();
    const [replica] = harness.others(primary);
    harness.world.commit(replica, { evenIfReadOnly: true });
    const errant = harness
      .executed(replica)
      .subtract(harness.executed(primary));
    const clones = harness.world.clones;
    await harness.until('it is rebuilt', () => harness.world.clones > clones);
    await harness.untilHealthy();
    const [kept] = harness.world.server(replica).kept;
    expect(kept.gtids).toBe(errant.toString());
    const [incident] = harness.status.incidents ?? [];
    expect(incident).toMatchObject({ kind: 'Rebuild', to: replica });
    expect(incident.evidence.join()).toContain(
      `${errant} of ${replica} is kept on its volume in ${kept.path}; to read it: kubectl exec -n shop ${replica}`,
    );
  });

  it('destroys nothing that could not be put aside, and says why', async () => {
    const primary = await healthy();
    const [replica] = harness.others(primary);
    harness.world.commit(replica, { evenIfReadOnly: true });
    harness.world.fillDisk(replica);
    const errant = harness
      .executed(replica)
      .subtract(harness.executed(primary));
    await harness.clock.advance(30_000);
    expect(harness.executed(replica).contains(errant)).toBe(true);
    expect((await events('RebuildFailed'))[0]).toContain(
      'the disk has 0 MiB left',
    );
    harness.world.freeDisk(replica);
    await harness.until('it is rebuilt', () =>
      harness.executed(replica).intersect(errant).isEmpty(),
    );
  });
});
