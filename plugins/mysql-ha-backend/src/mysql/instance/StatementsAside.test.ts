import { Call, Session } from '../connection';
import { VirtualClock } from '../inMemory';
import { MySqlError } from '../MySqlError';
import { StatementsAside } from './StatementsAside';

const LATE = new MySqlError('orders-0', {
  kind: 'timeout',
  code: 'ETIMEDOUT',
  message: 'not done within 5000 ms',
});

/** A server on which some connections are still there after they were killed. */
function scene() {
  const clock = new VirtualClock();
  const stillThere = new Set<number>();
  const killed: number[] = [];
  const opened: { id: number; drop: jest.Mock }[] = [];
  const reading = {
    query: async (sql: string, { values = [] }: { values?: number[] }) => {
      if (sql.startsWith('KILL')) killed.push(...values);
      return values.filter(id => stillThere.has(id)).map(id => ({ id }));
    },
  } as unknown as Session;
  const aside = new StatementsAside({
    instance: 'orders-0',
    clock,
    deadlineMs: 5000,
    open: async () => {
      const session = { id: opened.length + 1, drop: jest.fn() };
      opened.push(session);
      return session as unknown as Session;
    },
    read: query => query(new Call(reading, clock, { deadlineMs: 1000 })),
  });
  const runLate = () =>
    aside.run(async () => {
      throw LATE;
    });
  return { aside, opened, killed, stillThere, runLate };
}

describe('StatementsAside', () => {
  it('gives each a connection of its own, and drops it', async () => {
    const { aside, opened } = scene();
    expect(await aside.run(async () => 'one')).toBe('one');
    expect(await aside.run(async () => 'two')).toBe('two');
    expect(opened).toHaveLength(2);
    for (const { drop } of opened) expect(drop).toHaveBeenCalledTimes(1);
  });

  it('kills what is late, on another connection', async () => {
    const { runLate, killed, opened } = scene();
    await expect(runLate()).rejects.toBe(LATE);
    expect(killed).toEqual([1]);
    expect(opened[0].drop).toHaveBeenCalled();
  });

  it('begins no other while a late one still hangs, and goes on when it is gone', async () => {
    const { aside, runLate, stillThere, opened } = scene();
    stillThere.add(1);
    await expect(runLate()).rejects.toBe(LATE);
    await expect(aside.run(async () => 'next')).rejects.toMatchObject({
      failure: { kind: 'timeout', code: 'MYSQLHA_STILL_HANGS' },
    });
    expect(opened).toHaveLength(1);
    stillThere.clear();
    expect(await aside.run(async () => 'next')).toBe('next');
  });

  it('does not take the same number on another mysqld for the late one', async () => {
    const { aside, runLate, stillThere } = scene();
    stillThere.add(1);
    await expect(runLate()).rejects.toBe(LATE);
    aside.forgetLate();
    expect(await aside.run(async () => 'next')).toBe('next');
  });
});
