import { MySqlError } from '../mysql';
import { VirtualClock } from '../mysql/inMemory';
import { gtids } from '../observe/__testUtils__/gtids';
import { bootedFacts } from '../observe/__testUtils__/healthy';
import { Heartbeat } from './Heartbeat';

describe('Heartbeat', () => {
  let clock: VirtualClock;
  let heartbeat: Heartbeat;
  let lateMs: number;
  let write: () => Promise<void>;

  beforeEach(() => {
    clock = new VirtualClock();
    lateMs = 0;
    heartbeat = new Heartbeat(clock, { lateMs: () => lateMs });
    write = async () => undefined;
  });

  const beat = (instance = 'orders-0') =>
    heartbeat.beat(
      instance,
      { writeHeartbeat: () => write() },
      () => undefined,
    );
  const fails = (kind: MySqlError['failure']['kind'], code = 'ETIMEDOUT') => {
    write = async () => {
      throw new MySqlError('orders-0', { kind, code, message: 'it fails' });
    };
  };

  it('proves a write every 5 s', async () => {
    await beat();
    await clock.advance(4_000);
    expect(heartbeat.ageMs('orders-0')).toBe(4_000);
    expect(heartbeat.pendingMs('orders-0')).toBeUndefined();
    await beat();
    expect(heartbeat.ageMs('orders-0')).toBe(4_000);
    await clock.advance(1_000);
    await beat();
    expect(heartbeat.ageMs('orders-0')).toBe(0);
  });

  it('waits with one that waits', async () => {
    write = () => new Promise(() => undefined);
    void beat();
    await clock.advance(7_000);
    expect(heartbeat.pendingMs('orders-0')).toBe(7_000);
  });

  it('waits for nobody while its own process is late', async () => {
    write = () => new Promise(() => undefined);
    void beat();
    await clock.advance(3_000);
    lateMs += 2_900;
    expect(heartbeat.pendingMs('orders-0')).toBe(100);
    await clock.advance(1_000);
    expect(heartbeat.pendingMs('orders-0')).toBe(1_100);
  });

  it.each([
    ['times out', 'timeout', 'ETIMEDOUT', 3_000],
    ['finds no space', 'other', 'ER_DISK_FULL', 3_000],
    ['is refused', 'denied', 'ER_ACCESS_DENIED_ERROR', undefined],
    ['finds too many others', 'other', 'ER_CON_COUNT_ERROR', undefined],
  ] as const)(
    'one that %s is counted from the first try, if other writes hang too',
    async (_, kind, code, pending) => {
      fails(kind, code);
      for (let tries = 0; tries < 3; tries++) {
        await beat();
        await clock.advance(1_000);
      }
      expect(heartbeat.pendingMs('orders-0')).toBe(pending);
    },
  );

  it('counts anew after one that committed', async () => {
    fails('timeout');
    await beat();
    await clock.advance(3_000);
    write = async () => undefined;
    await beat();
    expect(heartbeat.pendingMs('orders-0')).toBeUndefined();
  });

  it.each([
    ['nobody expects a write', () => heartbeat.rest()],
    ['another instance leads', () => beat('orders-1')],
    ['a write is known to have committed', () => heartbeat.proved('orders-0')],
  ])('forgets what was tried in vain once %s', async (_, happens) => {
    fails('timeout');
    await beat();
    await clock.advance(3_000);
    write = async () => undefined;
    await happens();
    expect(heartbeat.pendingMs('orders-0')).toBeUndefined();
  });

  describe('when a commit waits, though enough replicas are connected,', () => {
    let written: number;

    beforeEach(() => {
      written = 0;
      write = () => {
        written += 1;
        return new Promise(() => undefined);
      };
    });

    const look = (
      executed: string,
      { clients = 1, waitingSessions = 1 } = {},
    ) => {
      heartbeat.note('orders-0', {
        ...bootedFacts(0),
        gtidExecuted: gtids(executed),
        semiSyncSource: { enabled: true, waitFor: 1, clients, waitingSessions },
      });
      void beat();
    };

    it.each([
      ['writes one more beside it, once a second', () => look('a:1-10'), 3],
      [
        'writes none while others commit',
        (turn: number) => look(`a:1-${turn}`),
        1,
      ],
      [
        'writes none while too few are connected',
        () => look('a:1-10', { clients: 0 }),
        1,
      ],
      [
        'writes none once it waits no longer',
        () => look('a:1-10', { waitingSessions: 0 }),
        1,
      ],
    ])('%s', async (_, turn, expected) => {
      for (let i = 1; i <= 6; i++) {
        turn(i);
        await clock.advance(500);
      }
      expect(written).toBe(expected);
    });

    it('does not wait for its own turn', async () => {
      write = async () => {
        written += 1;
      };
      await beat();
      for (let i = 0; i < 3; i++) {
        await clock.advance(500);
        look('a:1-10');
      }
      await clock.advance(0);
      expect(written).toBe(2);
      expect(heartbeat.ageMs('orders-0')).toBe(0);
    });

    it('is content when the one beside it has committed', async () => {
      look('a:1-10');
      await clock.advance(1_000);
      write = async () => undefined;
      look('a:1-10');
      await clock.advance(0);
      expect(heartbeat.pendingMs('orders-0')).toBeUndefined();
    });
  });
});
