import { MySqlError } from '../mysql';
import { VirtualClock } from '../mysql/inMemory';
import { Heartbeat } from './Heartbeat';

describe('Heartbeat', () => {
  let clock: VirtualClock;
  let heartbeat: Heartbeat;
  let write: () => Promise<void>;

  beforeEach(() => {
    clock = new VirtualClock();
    heartbeat = new Heartbeat(clock);
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
});
