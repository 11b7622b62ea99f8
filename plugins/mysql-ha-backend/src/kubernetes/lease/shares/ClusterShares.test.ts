import {
  InMemoryApiServer,
  InMemoryKubernetes,
  ManualClock,
} from '../../memory';
import { ClusterShare } from '../../types';
import { SHARE_RECORD } from './ShareRecord';

const LEASE = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  namespace: 'mysql-ha',
};
/** Enough that every operator has some. */
const CLUSTERS = Array.from({ length: 24 }, (_, i) => ({
  namespace: 'shop',
  name: `orders-${i}`,
}));

/** An operator process with a clock of its own, which may stand still while its work goes on to be seen. */
class Operator {
  readonly kubernetes: InMemoryKubernetes;
  private share?: ClusterShare;
  /** Called when its part changed; work on what it lost ends in it. */
  onChange: () => Promise<void> = async () => {};

  constructor(
    readonly name: string,
    readonly clock: ManualClock,
    server: InMemoryApiServer,
  ) {
    this.kubernetes = new InMemoryKubernetes({ server, clock, identity: name });
    void this.kubernetes.start();
  }

  join(): void {
    this.share = this.kubernetes.shareClusters({
      onChange: () => this.onChange(),
    });
  }

  leave(): Promise<void> {
    return this.share?.leave() ?? Promise.resolve();
  }

  covered(): readonly string[] {
    return CLUSTERS.filter(c => this.share?.covers(c)).map(c => c.name);
  }
}

/** Operators on one API server, whose clusters must never have two of them. */
class Fleet {
  readonly operators: Operator[] = [];
  readonly server = new InMemoryApiServer(new ManualClock());
  private readonly stopped = new Set<Operator>();

  operator(): Operator {
    const number = this.operators.length;
    const operator = new Operator(
      `host-${number}`,
      new ManualClock(Date.UTC(2026, 0, 1 + number)),
      this.server,
    );
    this.operators.push(operator);
    operator.join();
    return operator;
  }

  /** Its process gets no time any more, though time passes for it. */
  freeze(operator: Operator): void {
    this.stopped.add(operator);
    operator.kubernetes.watches.hold();
  }

  thaw(operator: Operator): void {
    this.stopped.delete(operator);
    operator.kubernetes.watches.resume();
  }

  async pass(ms: number, step = 50): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      for (const operator of this.operators) {
        if (this.stopped.has(operator)) operator.clock.freeze(step);
        else await operator.clock.advance(step);
        this.assertNobodyTwice();
      }
    }
  }

  assertNobodyTwice(): void {
    const all = this.covered();
    const twice = all.filter((name, i) => all.indexOf(name) !== i);
    if (twice.length > 0) throw new Error(`two operators act for ${twice}`);
  }

  uncovered(): number {
    return CLUSTERS.length - this.covered().length;
  }

  /** A frozen process is asked nothing: the question alone would wake it. */
  private covered(): readonly string[] {
    return this.operators
      .filter(operator => !this.stopped.has(operator))
      .flatMap(operator => operator.covered());
  }
}

describe('ClusterShares', () => {
  let fleet: Fleet;
  beforeEach(() => {
    fleet = new Fleet();
  });

  it('give all clusters to the only operator at once', async () => {
    const only = fleet.operator();
    await fleet.pass(50);
    expect(only.covered()).toHaveLength(CLUSTERS.length);
  });

  it('divide the clusters fairly when others come, and each lets go before another begins', async () => {
    const first = fleet.operator();
    await fleet.pass(100);
    let working = new Set(first.covered());
    const isStillAtWork = (name: string) => working.has(name);
    first.onChange = async () => {
      await first.clock.sleep(500);
      working = new Set(first.covered());
    };
    const second = fleet.operator();
    for (let i = 0; i < 40; i++) {
      await fleet.pass(50);
      const both = second.covered().filter(isStillAtWork);
      expect(both).toEqual([]);
    }
    fleet.operator();
    await fleet.pass(2_000);
    expect(fleet.uncovered()).toBe(0);
    for (const operator of fleet.operators) {
      expect(operator.covered().length).toBeGreaterThan(2);
    }
  });

  it('move the part of a killed one within 5 s, and leave the parts of the others alone', async () => {
    const [, second, third] = [
      fleet.operator(),
      fleet.operator(),
      fleet.operator(),
    ];
    await fleet.pass(8_000);
    expect(fleet.uncovered()).toBe(0);
    const kept = [second.covered(), third.covered()];
    fleet.freeze(fleet.operators[0]);
    await fleet.pass(5_000);
    expect(fleet.uncovered()).toBe(0);
    expect(second.covered()).toEqual(expect.arrayContaining([...kept[0]]));
    expect(third.covered()).toEqual(expect.arrayContaining([...kept[1]]));
  });

  it('never let a frozen one act again on what it had, until it takes part anew', async () => {
    const first = fleet.operator();
    const second = fleet.operator();
    await fleet.pass(8_000);
    fleet.freeze(first);
    await fleet.pass(10_000);
    expect(second.covered()).toHaveLength(CLUSTERS.length);
    fleet.thaw(first);
    fleet.assertNobodyTwice();
    expect(first.covered()).toEqual([]);
    await fleet.pass(2_000);
    expect(first.covered().length).toBeGreaterThan(2);
    expect(fleet.uncovered()).toBe(0);
  });

  it('hand over at once when one leaves', async () => {
    const first = fleet.operator();
    const second = fleet.operator();
    await fleet.pass(8_000);
    const leaving = first.leave();
    await fleet.pass(100);
    await leaving;
    expect(second.covered()).toHaveLength(CLUSTERS.length);
    const leases = fleet.server.list(LEASE).map(lease => lease.metadata.name);
    expect(leases.sort()).toEqual(['mysql-ha-operators', 'operator-host-1-1']);
  });

  it('ask the API server for nothing but the renewal of each Lease', async () => {
    const first = fleet.operator();
    fleet.operator();
    await fleet.pass(8_000);
    first.kubernetes.requests.length = 0;
    await fleet.pass(60_000);
    const others = first.kubernetes.requests.filter(
      request => !request.startsWith('patch Lease mysql-ha/operator-host-0'),
    );
    expect(others).toEqual([]);
    expect(first.kubernetes.requests.length).toBeLessThanOrEqual(61);
  });

  it('are given up when the API server is gone, and taken up when it is back', async () => {
    const first = fleet.operator();
    const second = fleet.operator();
    await fleet.pass(8_000);
    for (const { kubernetes } of [first, second])
      kubernetes.setReachable(false);
    await fleet.pass(20_000);
    expect(fleet.uncovered()).toBe(CLUSTERS.length);
    for (const { kubernetes } of [first, second]) kubernetes.setReachable(true);
    await fleet.pass(8_000);
    expect(fleet.uncovered()).toBe(0);
  });

  it('are in doubt when the record was deleted or written over, until whoever held one has noticed', async () => {
    fleet.operator();
    fleet.operator();
    await fleet.pass(8_000);
    fleet.server.delete({ ...LEASE, name: SHARE_RECORD });
    await fleet.pass(50);
    expect(fleet.uncovered()).toBe(CLUSTERS.length);
    await fleet.pass(6_000);
    expect(fleet.uncovered()).toBe(0);
    fleet.server.mergePatch(
      { ...LEASE, name: SHARE_RECORD },
      { metadata: { annotations: { 'mysqlha.dev/shares': 'nonsense' } } },
    );
    await fleet.pass(6_000);
    expect(fleet.uncovered()).toBe(0);
  });

  it('survive an answer that was lost', async () => {
    const first = fleet.operator();
    first.kubernetes.onRequest = request => {
      if (!request.includes(SHARE_RECORD)) return;
      first.kubernetes.onRequest = () => {};
      throw new Error('the answer was lost');
    };
    await fleet.pass(2_000);
    expect(first.covered()).toHaveLength(CLUSTERS.length);
  });

  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'never have two operators, whatever happens (seed %i)',
    async seed => {
      const random = randomOf(seed);
      for (let i = 0; i < 3; i++) fleet.operator();
      for (let event = 0; event < 25; event++) {
        const operator = fleet.operators[Math.floor(random() * 3)];
        switch (Math.floor(random() * 6)) {
          case 0:
            fleet.freeze(operator);
            break;
          case 1:
          case 2:
            fleet.thaw(operator);
            fleet.assertNobodyTwice();
            break;
          case 3:
            operator.kubernetes.setReachable(false);
            break;
          case 4:
            operator.kubernetes.setReachable(true);
            break;
          default:
            operator.kubernetes.watches.hold();
        }
        await fleet.pass(Math.floor(random() * 4_000), 200);
      }
      for (const operator of fleet.operators) {
        fleet.thaw(operator);
        operator.kubernetes.setReachable(true);
      }
      await fleet.pass(20_000, 200);
      expect(fleet.uncovered()).toBe(0);
    },
  );
});

/** Mulberry32: the same schedule for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
