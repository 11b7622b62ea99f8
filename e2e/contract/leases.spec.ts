import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { LEASE_TIMINGS } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/lease';
import { ScratchNamespaces } from './ScratchNamespaces';

const namespaces = new ScratchNamespaces();
const stateSchema = z.object({
  type: z.literal('state'),
  held: z.boolean(),
  /** Microseconds of the machine's monotonic clock. */
  at: z.number(),
});

/** An operator as a process that can be frozen and killed. */
class Operator {
  readonly states: z.output<typeof stateSchema>[] = [];
  private readonly child: ChildProcess;

  constructor(identity: string, leaseNamespace: string) {
    this.child = fork(
      join(__dirname, 'leaseHolder.ts'),
      [identity, leaseNamespace],
      {
        execArgv: [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ],
      },
    );
    this.child.on('message', message => {
      const state = stateSchema.safeParse(message);
      if (state.success) this.states.push(state.data);
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  holds(): boolean {
    return this.states.at(-1)?.held ?? false;
  }

  heldAt(): readonly number[] {
    return this.states.filter(({ held }) => held).map(({ at }) => at);
  }
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 30_000, intervals: [10] }).toBe(true);
}

test.describe('two operators', () => {
  let first: Operator;
  let second: Operator;

  test.beforeEach(async () => {
    const namespace = namespaces.name();
    first = new Operator('first', namespace);
    await until(() => first.holds());
    second = new Operator('second', namespace);
    // Long enough for it to have seen the first one's Lease.
    await until(() => second.states.length > 200);
    expect(second.holds()).toBe(false);
  });

  test.afterEach(() => {
    first.signal('SIGKILL');
    second.signal('SIGKILL');
  });

  test.afterAll(() => namespaces.deleteAll());

  test('never both hold the Lease, though one is frozen and wakes up', async () => {
    first.signal('SIGSTOP');
    await until(() => second.holds());
    const before = first.states.length;
    first.signal('SIGCONT');
    await until(() => first.states.length > before + 100);
    expect(first.states.slice(before).some(({ held }) => held)).toBe(false);
    expect(second.holds()).toBe(true);
    expect(Math.max(...first.heldAt())).toBeLessThan(
      Math.min(...second.heldAt()),
    );
  });

  test('a killed one is replaced within seconds', async () => {
    first.signal('SIGKILL');
    await until(() => second.holds());
    const gapMs =
      (Math.min(...second.heldAt()) - Math.max(...first.heldAt())) / 1000;
    expect(gapMs).toBeGreaterThan(LEASE_TIMINGS.durationMs / 2);
    expect(gapMs).toBeLessThan(LEASE_TIMINGS.durationMs + 10_000);
  });
});
