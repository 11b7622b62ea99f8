import { DyingOperator } from './__testUtils__/DyingOperator';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

/** What is asked for, and how many steps an operator takes for it; it dies at each of them. */
interface Wish {
  readonly operation?: object;
  readonly instances?: number;
  readonly steps: number;
}

const WISHES: Readonly<Record<string, Wish>> = {
  'a replica is rebuilt': {
    operation: { type: 'Rebuild', target: 'orders-1' },
    steps: 36,
  },
  'a replica is fenced': {
    operation: { type: 'Fence', target: 'orders-1' },
    steps: 12,
  },
  'a member is added': { instances: 4, steps: 18 },
  'a member is removed': { instances: 2, steps: 10 },
};

describe('An operator that dies in the middle', () => {
  const harness = engineForEachTest({ operator: false });

  it.each(
    Object.entries(WISHES).flatMap(([what, wish]) =>
      Array.from(
        { length: wish.steps },
        (_, at) => [what, at + 1, wish] as const,
      ),
    ),
  )('leaves nothing half done when %s (step %i)', async (_, step, wish) => {
    const dying = new DyingOperator('all');
    const first = await harness.operator('first', mysql =>
      dying.between(mysql),
    );
    dying.count(first);
    dying.onDeath = () => first.setReachable(false);
    await harness.underWrites({ instances: 3 });
    dying.diesAt(step);
    const name = wish.operation && harness.ask(wish.operation);
    if (wish.instances) harness.apply({ instances: wish.instances });
    await harness.clock.advance(5_000);
    await harness.clock.advanceUntil(harness.operator('second'));
    await harness.until(
      'it has ended',
      () =>
        name === undefined ||
        harness.operation(name)?.completedAt !== undefined,
    );
    if (harness.status.fencedInstances) {
      harness.ask({ type: 'Unfence', target: 'orders-1' });
      await harness.until(
        'it is open again',
        () => harness.status.fencedInstances === undefined,
      );
    }
    await harness.nothingLost();
    expect(harness.status.synchronous?.members).toHaveLength(
      wish.instances ?? 3,
    );
  });
});
