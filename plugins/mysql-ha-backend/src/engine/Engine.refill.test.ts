import { WorldTimings } from '../mysql/inMemory';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Engine, when only the primary can fill the one that its commits wait for', () => {
  const harness = engineForEachTest({ operator: false });

  async function healthy(
    instances: number,
    timings: Partial<WorldTimings> = {},
  ): Promise<string> {
    harness.begin(timings);
    await harness.operator();
    return harness.underWrites({ instances });
  }

  /** Its volume is lost, and it starts with an empty one. */
  function loseVolume(name: string): void {
    harness.world.crash(name, { restart: false });
    harness.world.server(name).disk.wipe();
    harness.world.boot(harness.world.server(name));
  }

  it('closes the primary, fills the other, and goes on with the same primary', async () => {
    const primary = await healthy(2);
    const [other] = harness.others(primary);
    loseVolume(other);
    await harness.until(
      'the primary is closed',
      () => harness.served('primary').length === 0,
      30,
    );
    await harness.nothingLost();
    expect(harness.status).toMatchObject({ primary, term: 1 });
    expect(harness.world.clones).toBe(2);
  });

  it('does so too where the other holds what was written past the primary', async () => {
    const primary = await healthy(2);
    const [other] = harness.others(primary);
    harness.world.commit(other, { evenIfReadOnly: true });
    await harness.until(
      'it is filled anew',
      () => harness.world.clones === 2,
      60,
    );
    await harness.nothingLost();
    expect(harness.status).toMatchObject({ primary, term: 1 });
  });

  it('does so where the other members are gone for longer, and not while one may be back', async () => {
    const primary = await healthy(3);
    const [first, second] = harness.others(primary);
    harness.world.crash(second, { restart: false });
    loseVolume(first);
    await harness.clock.advance(5_000);
    expect(harness.served('primary')).toEqual([primary]);
    const before = harness.ledger.acknowledged;
    await harness.until(
      'writes commit again without it',
      () => harness.ledger.acknowledged > before + 10,
      60,
    );
    harness.world.boot(harness.world.server(second));
    await harness.nothingLost();
    expect(harness.status).toMatchObject({ primary, term: 1 });
  });

  it('closes nothing when the third acknowledges', async () => {
    const primary = await healthy(3);
    const [first] = harness.others(primary);
    loseVolume(first);
    await harness.clock.advance(500);
    await harness.until('it is filled', () => harness.world.clones === 3, 60);
    expect(harness.served('primary')).toEqual([primary]);
    await harness.nothingLost();
  });

  it('closes the primary for a clone that was begun when others acknowledged', async () => {
    const primary = await healthy(3, { clone: 20_000 });
    const [first, second] = harness.others(primary);
    // Nobody else is current, so the primary gives its data while the other goes on acknowledging.
    harness.world.server(second).applierHeld = true;
    loseVolume(first);
    await harness.until(
      'a clone is under way',
      () => harness.world.server(first).clone !== undefined,
      60,
    );
    loseVolume(second);
    harness.world.server(second).applierHeld = false;
    await harness.nothingLost();
    expect(harness.status).toMatchObject({ primary, term: 1 });
  });

  it('finds it closed when another operator takes over', async () => {
    const primary = await healthy(2, { clone: 5_000 });
    const [other] = harness.others(primary);
    loseVolume(other);
    await harness.until(
      'the primary is closed',
      () => harness.served('primary').length === 0,
      30,
    );
    const successor = harness.operator('successor');
    await harness.clock.advanceUntil(successor);
    await harness.clock.advanceUntil(
      harness.engines[0]?.stop() ?? Promise.resolve(),
    );
    await harness.nothingLost();
    expect(harness.status).toMatchObject({ primary, term: 1 });
  });
});
