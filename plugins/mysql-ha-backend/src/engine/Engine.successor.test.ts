import { DyingOperator } from './__testUtils__/DyingOperator';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

/** A failover takes so many commands and writes; the operator dies at each of them. */
const STEPS = 15;

describe('A failover whose operator dies in the middle', () => {
  const harness = engineForEachTest({ operator: false });

  it.each(
    (['Required', 'Preferred'] as const).flatMap(durability =>
      Array.from({ length: STEPS }, (_, at) => [durability, at + 1] as const),
    ),
  )(
    'is on the record with who led and what was waited for, and the old primary is rebuilt (%s, step %i)',
    async (durability, step) => {
      const dying = new DyingOperator();
      const first = await harness.operator('first', mysql =>
        dying.between(mysql),
      );
      dying.count(first);
      dying.onDeath = () => first.setReachable(false);
      harness.apply({ instances: 3, durability });
      await harness.untilHealthy();

      const receivers = ['orders-1', 'orders-2'].flatMap(
        name => harness.world.server(name).process?.receiver ?? [],
      );
      for (const { held } of receivers) held.events = true;
      // Nobody acknowledges it.
      harness.world.commit('orders-0');
      dying.diesAt(step);
      harness.world.crash('orders-0', { restart: false });
      for (const { held } of receivers) held.events = false;
      await harness.clock.advance(2_000);
      await harness.clock.advanceUntil(harness.operator('second'));

      const failovers = () =>
        harness.status.incidents?.filter(({ kind }) => kind === 'Failover') ??
        [];
      await harness.until('it is done', () => failovers().length > 0, 180);
      harness.world.boot(harness.world.server('orders-0'));
      await harness.untilHealthy();
      expect(dying.isDead).toBe(true);
      expect(failovers()).toEqual([
        expect.objectContaining({
          from: 'orders-0',
          to: harness.status.primary,
          waitedFor: 1,
          transactionsLost: 0,
        }),
      ]);
    },
  );
});
