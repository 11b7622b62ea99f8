import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { InMemoryApiServer, InMemoryKubernetes, ManualClock } from '../memory';
import { LeaseHandle } from '../types';
import { LEASE_TIMINGS } from './leaseTimings';

const LEASE = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  namespace: 'mysql-ha',
  name: 'operator',
};

/** Two operators on one API server, whose wall clocks are a day apart. */
class TwoOperators {
  readonly clocks = [
    new ManualClock(Date.UTC(2026, 0, 1)),
    new ManualClock(Date.UTC(2026, 0, 2)),
  ];
  readonly server = new InMemoryApiServer(this.clocks[0]);
  readonly [0] = this.operator(0);
  readonly [1] = this.operator(1);

  /** Time passes for both, in small steps. */
  async pass(ms: number, observe: () => void = () => {}): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      for (const clock of this.clocks) await clock.advance(50);
      observe();
    }
  }

  private operator(index: number) {
    const kubernetes = new InMemoryKubernetes({
      server: this.server,
      clock: this.clocks[index],
      identity: `operator-${index}`,
    });
    void kubernetes.start();
    const operator = {
      kubernetes,
      lost: 0,
      handle: undefined as LeaseHandle | undefined,
      holds: () => operator.handle?.isHeld() ?? false,
      /** Tries for the lease, beside everything else. */
      compete: () => {
        void kubernetes
          .acquireLease('operator', {
            onLost: () => {
              operator.lost += 1;
            },
            signal: new AbortController().signal,
          })
          .then(handle => {
            operator.handle = handle;
          });
      },
    };
    return operator;
  }
}

describe('Leases', () => {
  it('keep the first operator acting, and the second waiting without a request', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(100);
    operators[1].compete();
    await operators.pass(1000);
    operators[1].kubernetes.requests.length = 0;
    await operators.pass(60_000);
    expect(operators[0].holds()).toBe(true);
    expect(operators[1].holds()).toBe(false);
    expect(operators[1].kubernetes.requests).toEqual([]);
  });

  it('pass to the second when the first is gone, no earlier than the first has given up', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(100);
    operators[1].compete();
    await operators.pass(10_000);
    operators[0].kubernetes.setReachable(false);
    let gap = 0;
    await operators.pass(LEASE_TIMINGS.durationMs + 2000, () => {
      expect(operators[0].holds() && operators[1].holds()).toBe(false);
      if (!operators[0].holds() && !operators[1].holds()) gap += 50;
    });
    expect(operators[0].lost).toBe(1);
    expect(operators[1].holds()).toBe(true);
    const { durationMs, giveUpAfterMs } = LEASE_TIMINGS;
    // Less the step of this test.
    expect(gap).toBeGreaterThanOrEqual(durationMs - giveUpAfterMs - 100);
    expect(operators.server.read(LEASE)?.spec).toMatchObject({
      holderIdentity: 'operator-1',
      leaseTransitions: 1,
    });
  });

  it('are not held by a process that was frozen, at its very first question', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(3000);
    expect(operators[0].holds()).toBe(true);
    operators.clocks[0].freeze(LEASE_TIMINGS.giveUpAfterMs + 1);
    expect(operators[0].holds()).toBe(false);
  });

  it('stay lost when a process was frozen and then renews, until it wins anew', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(3000);
    const frozen = operators[0].handle;
    operators.clocks[0].freeze(60_000);
    await operators.pass(3000);
    expect(frozen?.isHeld()).toBe(false);
    expect(operators[0].lost).toBe(1);
    operators[0].compete();
    await operators.pass(100);
    expect(operators[0].holds()).toBe(true);
    expect(frozen?.isHeld()).toBe(false);
  });

  it('survive an outage that is shorter than the patience', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(3000);
    operators[0].kubernetes.setReachable(false);
    await operators.pass(1200);
    operators[0].kubernetes.setReachable(true);
    await operators.pass(10_000);
    expect(operators[0].holds()).toBe(true);
    expect(operators[0].lost).toBe(0);
  });

  it('are won by nobody while the API server is gone, and soon after it is back', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(100);
    operators[1].compete();
    await operators.pass(3000);
    operators[0].kubernetes.setReachable(false);
    operators[1].kubernetes.setReachable(false);
    await operators.pass(30_000);
    expect(operators[0].holds() || operators[1].holds()).toBe(false);
    operators[1].kubernetes.setReachable(true);
    await operators.pass(1500);
    expect(operators[1].holds()).toBe(true);
  });

  it('are kept when somebody else wrote to the object and left the holder', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(3000);
    operators.server.mergePatch(LEASE, {
      metadata: { labels: { seen: 'yes' } },
    });
    await operators.pass(10_000);
    expect(operators[0].holds()).toBe(true);
    expect(operators[0].lost).toBe(0);
  });

  it('are lost when another is written in, or when the object is deleted', async () => {
    for (const takeAway of [
      (server: InMemoryApiServer) =>
        server.mergePatch(LEASE, { spec: { holderIdentity: 'somebody' } }),
      (server: InMemoryApiServer) => server.delete(LEASE),
    ]) {
      const operators = new TwoOperators();
      operators[0].compete();
      await operators.pass(3000);
      takeAway(operators.server);
      await operators.pass(1100);
      expect(operators[0].holds()).toBe(false);
      expect(operators[0].lost).toBe(1);
    }
  });

  it('are kept through a renewal whose answer was lost', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(500);
    operators[0].kubernetes.onRequest = request => {
      if (!request.startsWith('patch')) return;
      operators[0].kubernetes.onRequest = () => {};
      operators.server.mergePatch(LEASE, { spec: { renewTime: 'arrived' } });
      throw new ServiceUnavailableError('the answer was lost');
    };
    await operators.pass(10_000);
    expect(operators[0].holds()).toBe(true);
    expect(operators[0].lost).toBe(0);
  });

  it('make the namespace when it is missing', async () => {
    const operators = new TwoOperators();
    const { kubernetes } = operators[0];
    const namespace = { apiVersion: 'v1', kind: 'Namespace', name: 'mysql-ha' };
    kubernetes.onRequest = request => {
      const missing = !operators.server.read(namespace);
      if (request.startsWith('create Lease') && missing) {
        throw new NotFoundError('namespaces "mysql-ha" not found');
      }
    };
    operators[0].compete();
    await operators.pass(100);
    expect(operators[0].holds()).toBe(true);
    expect(operators.server.read(namespace)).toBeDefined();
  });

  it('are released though a renewal comes in between', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(100);
    operators[1].compete();
    await operators.pass(1000);
    operators[0].kubernetes.onRequest = () => {
      operators[0].kubernetes.onRequest = () => {};
      operators.server.mergePatch(LEASE, { spec: { renewTime: 'renewed' } });
    };
    await operators[0].handle?.release();
    await operators.pass(50);
    expect(operators[1].holds()).toBe(true);
  });

  it('are released when the adapter stops', async () => {
    const operators = new TwoOperators();
    operators[0].compete();
    await operators.pass(100);
    operators[1].compete();
    await operators.pass(1000);
    await operators[0].kubernetes.stop();
    await operators.pass(50);
    expect(operators[0].holds()).toBe(false);
    expect(operators[0].lost).toBe(0);
    expect(operators[1].holds()).toBe(true);
  });
});
