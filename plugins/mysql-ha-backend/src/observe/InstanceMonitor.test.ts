import { ConnectionFailure, MySqlError, MySqlFacts } from '../mysql';
import { VirtualClock } from '../mysql/inMemory';
import { InstanceMonitor } from './InstanceMonitor';
import { bootedFacts } from './__testUtils__/healthy';

/** A mysqld that answers as a test says, and counts how often it was asked. */
class Answers {
  asked = 0;
  answer: () => Promise<MySqlFacts> = async () => bootedFacts(0);
  private listener: (failure: ConnectionFailure) => void = () => undefined;

  facts(): Promise<MySqlFacts> {
    this.asked += 1;
    return this.answer();
  }

  onDisconnect(listener: (failure: ConnectionFailure) => void): () => void {
    this.listener = listener;
    return () => {
      this.listener = () => undefined;
    };
  }

  /** It fails from now on, and open connections break. */
  fail(kind: ConnectionFailure['kind'], code = 'ECONNREFUSED'): void {
    this.answer = async () => {
      throw new MySqlError('orders-0', {
        kind,
        code,
        message: `it is ${kind}`,
      });
    };
  }

  disconnect(): void {
    this.listener({ kind: 'reset', code: 'ECONNRESET', message: 'reset' });
  }
}

describe('InstanceMonitor', () => {
  const INTERVAL_MS = 500;
  let clock: VirtualClock;
  let mysqld: Answers;
  let changes: number;
  let stalledMs: number;
  let monitor: InstanceMonitor;

  beforeEach(async () => {
    clock = new VirtualClock();
    mysqld = new Answers();
    changes = 0;
    stalledMs = 0;
    monitor = new InstanceMonitor({
      instance: mysqld,
      clock,
      interval: () => INTERVAL_MS,
      stalledMs: () => stalledMs,
      onChange: () => {
        changes += 1;
      },
    });
    await clock.advance(0);
  });

  afterEach(() => monitor.close());

  it('asks at once, then at its interval, and tells only of the first answer', async () => {
    expect(mysqld.asked).toBe(1);
    await clock.advance(3 * INTERVAL_MS);
    expect(mysqld.asked).toBe(4);
    expect(changes).toBe(1);
    expect(monitor.latest()).toMatchObject({ state: 'reachable' });
  });

  it('says how old its knowledge is', async () => {
    await clock.advance(200);
    expect(monitor.latest()).toMatchObject({ state: 'reachable', ageMs: 200 });
  });

  it('asks again the moment a connection breaks, and tells', async () => {
    mysqld.fail('refused');
    mysqld.disconnect();
    await clock.advance(0);
    expect(monitor.latest()).toMatchObject({
      state: 'unreachable',
      failures: 1,
      forMs: 0,
      failure: { kind: 'refused' },
      last: { serverId: 101 },
    });
    expect(changes).toBe(2);
  });

  it('counts failures and their time from the first, and tries more often', async () => {
    mysqld.fail('timeout');
    mysqld.disconnect();
    await clock.advance(1_000);
    expect(monitor.latest()).toMatchObject({
      state: 'unreachable',
      failures: 6,
      forMs: 1_000,
    });
    // The first three are news; then it is known.
    expect(changes).toBe(1 + 3);
  });

  it('takes a timeout for nothing while this process was stalled', async () => {
    mysqld.fail('timeout');
    stalledMs = 400;
    mysqld.disconnect();
    await clock.advance(0);
    expect(monitor.latest().state).toBe('reachable');
  });

  it('takes a refusal for what it is, stalled or not', async () => {
    mysqld.fail('refused');
    stalledMs = 400;
    mysqld.disconnect();
    await clock.advance(0);
    expect(monitor.latest().state).toBe('unreachable');
  });

  it('tells when it is back', async () => {
    mysqld.fail('refused');
    mysqld.disconnect();
    await clock.advance(0);
    mysqld.answer = async () => bootedFacts(0);
    await clock.advance(200);
    expect(monitor.latest().state).toBe('reachable');
    expect(changes).toBe(3);
  });

  it.each([
    ['it became writable', { readOnly: false }, 1],
    ['it was closed', { offlineMode: true }, 1],
    [
      'a commit began to wait',
      {
        semiSyncSource: {
          enabled: true,
          waitFor: 1,
          clients: 0,
          waitingSessions: 1,
        },
      },
      1,
    ],
    ['only its uptime is higher', { uptimeSeconds: 601 }, 0],
  ])('when %s, tells %#', async (_, change, told) => {
    const before = changes;
    mysqld.answer = async () => ({ ...bootedFacts(0), ...change });
    await clock.advance(INTERVAL_MS);
    expect(changes - before).toBe(told);
  });

  it('joins a probe that is under way, or asks after it', async () => {
    let answer: (facts: MySqlFacts) => void = () => undefined;
    mysqld.answer = () =>
      new Promise(resolve => {
        answer = resolve;
      });
    const joined = monitor.refresh();
    const afterwards = monitor.refreshAfterNow();
    expect(mysqld.asked).toBe(2);
    answer(bootedFacts(0));
    await joined;
    await clock.advance(0);
    expect(mysqld.asked).toBe(3);
    answer(bootedFacts(0));
    await afterwards;
  });

  it('asks nothing and tells nothing once it is closed', async () => {
    monitor.close();
    mysqld.fail('refused');
    mysqld.disconnect();
    await clock.advance(10_000);
    expect(mysqld.asked).toBe(1);
    expect(changes).toBe(1);
  });
});
