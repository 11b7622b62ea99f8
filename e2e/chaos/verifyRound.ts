import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { until } from '../cluster/until';
import { Clients } from './Clients';
import { Stored } from './ledger/Rows';
import { lostOn, verifyEqual, verifyStored } from './ledger/verifyStored';
import { LocalSessions } from './servers/LocalSessions';
import { readStored } from './servers/readStored';

/** How long replicas may take to apply what is left after the last write, or to be filled anew, in seconds. */
const SETTLE_SECONDS = 120;

/** What was found when all was quiet again. */
export interface Verdict {
  readonly lost: number;
  readonly failures: readonly string[];
}

/** Reads every instance, when nobody writes any more, and holds it against what clients were told. */
export async function verifyRound(
  database: DatabaseUnderTest,
  sessions: LocalSessions,
  clients: Clients,
): Promise<Verdict> {
  const { ledger, reader } = clients;
  let all: readonly Stored[] = [];
  try {
    // The heartbeat writes on, so what is equal in one look counts.
    await until(
      'all instances hold the same',
      async () => {
        // One that is being filled answers in between only.
        all = await readAll(database, sessions).catch(() => all);
        return verifyEqual(all).length === 0;
      },
      { seconds: SETTLE_SECONDS },
    );
  } catch {
    // What differs is said below.
  }
  const seen = [...reader.seen].flatMap(([writer, seq]) =>
    all
      .filter(
        ({ transactions }) =>
          !transactions.some(t => t.writer === writer && t.seq === seq),
      )
      .map(
        ({ instance }) =>
          `a replica showed ${writer}/${seq}, which is not on ${instance}`,
      ),
  );
  return {
    lost: lostOn(
      ledger,
      all.find(({ instance }) => instance === database.status.primary),
    ),
    failures: [
      ...verifyEqual(all),
      ...all.flatMap(stored => verifyStored(ledger, stored)),
      ...seen,
      ...reader.findings,
    ],
  };
}

async function readAll(
  database: DatabaseUnderTest,
  sessions: LocalSessions,
): Promise<readonly Stored[]> {
  const { database: schema } = await database.login();
  const names = (database.status.instances ?? []).map(({ name }) => name);
  return Promise.all(
    names.map(async name => {
      const session = await sessions.open(name, 5_000);
      try {
        return await readStored(name, schema, session);
      } finally {
        session.destroy();
      }
    }),
  );
}
