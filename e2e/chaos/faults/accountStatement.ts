import { Connection } from 'mysql2/promise';
import { Scenario } from '../Scenario';

const ACCOUNT = "'chaos'@'%'";
/** How long it may take, in milliseconds. */
const STATEMENT_MS = 30_000;

/** While an account statement waits for its acknowledgement nobody can log in to that server, not even a replica. */
export const accountStatement: Scenario = {
  name: 'account-statement',
  what: 'the primary’s node is cut off while a CREATE USER is under way there',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 4,
  short: false,
  inject: async arena => {
    const session = await arena.sessions.open(arena.primary);
    const heal = await arena.cutOff(arena.primary);
    const statement = create(session);
    return async () => {
      await heal();
      await statement;
      session.destroy();
      await dropEverywhere(arena);
    };
  },
};

/** It ends when the server is fenced or killed, which is as good an end as any. */
async function create(session: Connection): Promise<void> {
  try {
    await session.query({
      sql: `CREATE USER IF NOT EXISTS ${ACCOUNT}`,
      timeout: STATEMENT_MS,
    });
  } catch {
    // Nobody was told that it was done, so it need not be.
  }
}

/** Where it has come to be, it would be in the way of the next round. */
async function dropEverywhere(
  arena: Parameters<Scenario['inject']>[0],
): Promise<void> {
  const { primary } = arena.database.status;
  if (!primary) return;
  const session = await arena.sessions.open(primary);
  try {
    await session.query({
      sql: `DROP USER IF EXISTS ${ACCOUNT}`,
      timeout: STATEMENT_MS,
    });
  } finally {
    session.destroy();
  }
}
