import { mockServices } from '@backstage/backend-test-utils';
import { diagnose } from '../diagnose';
import { GtidSet } from '../mysql';
import { VirtualClock } from '../mysql/inMemory';
import { gtids } from '../observe/__testUtils__/gtids';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { SurplusReader } from './SurplusReader';

const discardingNothing = () =>
  snapshotOf(3).spec({ failover: { discardUnacknowledged: false } });

/** `orders-1` holds this, and a person would have to decide. */
const holding = (held: string) =>
  discardingNothing().facts(1, { gtidExecuted: gtids(held) }).taken;

describe('SurplusReader', () => {
  let clock: VirtualClock;
  let asked: string[];
  let answer: () => Promise<GtidSet>;
  let changes: number;
  let reader: SurplusReader;

  beforeEach(() => {
    clock = new VirtualClock();
    asked = [];
    changes = 0;
    answer = async () => gtids('b:1');
    reader = new SurplusReader({
      clock,
      logger: mockServices.logger.mock(),
      supervisor: name => ({
        heartbeatsAmong: alone => {
          asked.push(`${name} ${alone}`);
          return answer();
        },
      }),
      onChange: () => {
        changes += 1;
      },
    });
  });

  async function look(snapshot: ReturnType<typeof holding>): Promise<void> {
    reader.consider(snapshot, diagnose(snapshot));
    await clock.advance(0);
  }

  it('asks once about what a person would have to decide', async () => {
    await look(holding('a:1-10,b:1'));
    await look(holding('a:1-10,b:1'));
    expect(asked).toEqual([`orders-1 ${gtids('b:1')}`]);
    expect(reader.heartbeats('orders-1')).toEqual(gtids('b:1'));
    expect(changes).toBe(1);
  });

  it('asks again when it is more', async () => {
    await look(holding('a:1-10,b:1'));
    await look(holding('a:1-10,b:1-2'));
    expect(asked).toHaveLength(2);
  });

  it('asks nobody where no person would be asked', async () => {
    const { taken } = snapshotOf(3).facts(1, {
      gtidExecuted: gtids('a:1-10,b:1'),
    });
    await look(taken);
    expect(asked).toEqual([]);
  });

  it('asks nobody about another database', async () => {
    await look(holding('b:1-9'));
    expect(asked).toEqual([]);
  });

  it('forgets what it learnt once it was rebuilt: its next transactions get the same numbers', async () => {
    await look(holding('a:1-10,b:1'));
    await look(discardingNothing().taken);
    expect(reader.heartbeats('orders-1')).toBeUndefined();
    await look(holding('a:1-10,b:1'));
    expect(asked).toHaveLength(2);
  });

  it('believes no answer that came after it was rebuilt', async () => {
    let give: (set: GtidSet) => void = () => {};
    answer = () =>
      new Promise(resolve => {
        give = resolve;
      });
    await look(holding('a:1-10,b:1'));
    await look(discardingNothing().taken);
    give(gtids('b:1'));
    await clock.advance(0);
    expect(reader.heartbeats('orders-1')).toBeUndefined();
  });

  it('tries a supervisor that can’t say again after half a minute', async () => {
    answer = () => Promise.reject(new Error('404'));
    await look(holding('a:1-10,b:1'));
    await clock.advance(29_000);
    await look(holding('a:1-10,b:1'));
    expect(asked).toHaveLength(1);
    await clock.advance(2_000);
    await look(holding('a:1-10,b:1'));
    expect(asked).toHaveLength(2);
    expect(reader.heartbeats('orders-1')).toBeUndefined();
  });
});
