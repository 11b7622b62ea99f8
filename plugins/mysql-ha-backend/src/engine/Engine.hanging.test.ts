import { EngineHarness } from './__testUtils__/EngineHarness';
import { expectNothingLost } from './__testUtils__/expectNothingLost';
import { Ledger } from './__testUtils__/Ledger';

// Virtual minutes pass in it; a busy machine needs real seconds for them.
jest.setTimeout(120_000);

describe('Engine, when a primary answers and commits nothing', () => {
  let harness: EngineHarness;
  let ledger: Ledger;

  beforeEach(async () => {
    harness = new EngineHarness();
    await harness.operator();
  });

  afterEach(async () => {
    ledger.stop();
    await harness.stop();
  });

  async function healthy(instances: number): Promise<string> {
    harness.apply({ instances });
    await harness.untilHealthy();
    ledger = new Ledger(harness);
    await harness.clock.advance(1_000);
    return harness.status.primary ?? '';
  }

  const nothingLost = () => expectNothingLost(harness, ledger);

  const anotherLeads = (before: string) =>
    harness.until('another leads', () => harness.status.primary !== before, 20);

  const cutFromReplicas = (primary: string) => {
    for (const name of harness.serverNames()) {
      if (name !== primary) harness.world.network.cut(primary, name);
    }
  };

  it('replaces one whose disk is full', async () => {
    const before = await healthy(3);
    harness.world.fillDisk(before);
    await anotherLeads(before);
    await harness.until(
      'the incident is kept',
      () => harness.status.incidents?.length === 1,
      20,
    );
    expect(harness.status.incidents?.[0]).toMatchObject({
      cause: expect.stringMatching(/disk of orders-0 is full|orders-0 hangs/),
      from: before,
    });
    harness.world.freeDisk(before);
    await nothingLost();
  });

  it('replaces one that its members can’t reach, though the operator does', async () => {
    const before = await healthy(3);
    cutFromReplicas(before);
    await anotherLeads(before);
    harness.world.healNetwork();
    await nothingLost();
  });

  it('replaces one that nobody can log in to, since an account statement waits', async () => {
    const before = await healthy(3);
    cutFromReplicas(before);
    harness.world.commit(before, {
      change: {
        kind: 'account',
        username: 'reader',
        password: 'secret',
        database: 'orders',
      },
    });
    await harness.clock.advance(3_000);
    harness.world.healNetwork();
    await anotherLeads(before);
    await nothingLost();
  });

  it('leaves one of two alone that the other can’t reach: nobody would be left to acknowledge', async () => {
    const before = await healthy(2);
    cutFromReplicas(before);
    await harness.clock.advance(15_000);
    expect(harness.status).toMatchObject({ primary: before, term: 1 });
    harness.world.healNetwork();
    await nothingLost();
  });
});
