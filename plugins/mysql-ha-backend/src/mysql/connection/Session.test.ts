import { PassThrough } from 'node:stream';
import { createConnection } from 'mysql2/promise';
import { Clock, systemClock } from '../../clock';
import { MySqlError } from '../MySqlError';
import { Session } from './Session';

jest.mock('mysql2/promise', () => ({ createConnection: jest.fn() }));

/** A session on a driver that answers statements as the test says. */
async function scene(
  answer: (sql: string) => Promise<unknown>,
  clock: Clock = systemClock,
) {
  const stream = new PassThrough();
  jest.mocked(createConnection).mockResolvedValue({
    threadId: 7,
    on: () => undefined,
    destroy: () => undefined,
    query: (sql: string) =>
      sql.startsWith('SET SESSION') ? Promise.resolve([[]]) : answer(sql),
  } as unknown as Awaited<ReturnType<typeof createConnection>>);
  const session = await Session.open({
    instance: 'orders-0',
    address: { namespace: 'shop', pod: 'orders-0', podIp: '10.0.0.1', port: 1 },
    login: { user: 'somebody', password: '' },
    transport: { open: async () => stream },
    clock,
    connectTimeoutMs: 5_000,
    lockWaitSeconds: 1,
  });
  return { session, stream };
}

async function failureOf(statement: Promise<unknown>) {
  try {
    await statement;
  } catch (error) {
    if (error instanceof MySqlError) return error.failure.kind;
    throw error;
  }
  return 'no failure';
}

const nothing = () => new Promise<never>(() => undefined);

describe('Session', () => {
  it('fails every statement that has no answer yet when the connection breaks, and all after it', async () => {
    const { session, stream } = await scene(nothing);
    const statements = ['DO 1', 'DO 2'].map(sql =>
      failureOf(session.query(sql, { deadlineMs: 60_000 })),
    );
    stream.destroy();
    expect(await Promise.all(statements)).toEqual(['reset', 'reset']);
    expect(session.isOpen).toBe(false);
    expect(await failureOf(session.query('DO 3', { deadlineMs: 60_000 }))).toBe(
      'reset',
    );
  });

  it('ends with a statement that is late', async () => {
    const { session } = await scene(nothing);
    expect(await failureOf(session.query('DO 1', { deadlineMs: 1 }))).toBe(
      'timeout',
    );
    expect(session.isOpen).toBe(false);
  });

  it('reads an answer that came while this process stood still, before it calls it late', async () => {
    // The deadline strikes first in a process that wakes up; what lies in its sockets is read a moment later.
    const asleep: Clock = {
      ...systemClock,
      sleep: ms => (ms === 1_234 ? Promise.resolve() : nothing()),
    };
    let read: (answer: unknown) => void = () => undefined;
    const answer = new Promise(resolve => {
      read = resolve;
    });
    const { session } = await scene(() => answer, asleep);
    const statement = session.query('SELECT 1 AS one', { deadlineMs: 1_234 });
    await Promise.resolve();
    read([[{ one: 1 }]]);
    expect(await statement).toEqual([{ one: 1 }]);
    expect(session.isOpen).toBe(true);
  });
});
