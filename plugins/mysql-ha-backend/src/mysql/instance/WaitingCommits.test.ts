import { Session } from '../connection';
import { VirtualClock } from '../inMemory';
import { WaitingCommits } from './WaitingCommits';

function scene() {
  const clock = new VirtualClock();
  const statements: { sql: string; finish: () => void }[] = [];
  const sessions: { isOpen: boolean }[] = [];
  const open = async () => {
    const session = {
      instance: 'orders-0',
      isOpen: true,
      drop: jest.fn(),
      query: (sql: string) =>
        new Promise(resolve => {
          statements.push({ sql, finish: () => resolve([]) });
        }),
    };
    sessions.push(session);
    return session as unknown as Session;
  };
  const commits = new WaitingCommits({
    instance: 'orders-0',
    clock,
    deadlineMs: 5000,
    open,
  });
  return { clock, statements, sessions, commits };
}

describe('WaitingCommits', () => {
  it('uses a session again when its commit returned', async () => {
    const { commits, statements, sessions, clock } = scene();
    for (const sql of ['one', 'two']) {
      const written = commits.run(3, call => call.query(sql));
      await clock.advance(10);
      statements[statements.length - 1].finish();
      await written;
    }
    expect(sessions).toHaveLength(1);
  });

  it('leaves a late commit alone, and begins nothing more of the same call', async () => {
    const { commits, statements, clock } = scene();
    const written = commits.run(3, async call => {
      await call.query('one');
      await call.query('two');
    });
    await expect(clock.advanceUntil(written)).rejects.toMatchObject({
      failure: { kind: 'timeout' },
    });
    expect(commits.count).toBe(1);
    statements[0].finish();
    await clock.advance(10);
    expect(statements.map(({ sql }) => sql)).toEqual(['one']);
    expect(commits.count).toBe(0);
  });

  it('adds no more while as many wait as may', async () => {
    const { commits, statements, sessions, clock } = scene();
    for (let n = 0; n < 5; n += 1) {
      const written = commits.run(3, call => call.query('beat'));
      await expect(clock.advanceUntil(written)).rejects.toMatchObject({
        failure: { kind: 'timeout' },
      });
    }
    expect(statements).toHaveLength(3);
    expect(sessions).toHaveLength(3);
  });
});
