import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { until } from '../cluster/until';
import { Clients } from './Clients';
import { Stored } from './ledger/Rows';
import { Committed, verifyOrder } from './ledger/verifyOrder';
import { verifyShown } from './ledger/verifyShown';
import { lostOn, verifyEqual, verifyStored } from './ledger/verifyStored';
import { LocalSessions } from './servers/LocalSessions';
import { readStored } from './servers/readStored';

/** How long replicas may take to apply what is left after the last write, or to be filled anew, in seconds. */
const SETTLE_SECONDS = 180;

/** What was found when all was quiet again. */
export interface Verdict {
  readonly lost: number;
  readonly failures: readonly string[];
}

/** Who is who, and who led. */
export interface Parts {
  /** All that must be there in the end. */
  readonly instances: readonly string[];
  /** In the order of the terms. */
  readonly leaders: readonly string[];
  /** The instance of each server that was seen, by its `server_uuid`. */
  readonly servers: ReadonlyMap<string, string>;
}

/** Reads every instance, when nobody writes any more, and holds it against what clients were told. */
export async function verifyRound(
  database: DatabaseUnderTest,
  sessions: LocalSessions,
  clients: Clients,
  { instances, leaders, servers }: Parts,
): Promise<Verdict> {
  const { ledger, reader, moves } = clients;
  let all: readonly Stored[] = [];
  let unread: readonly string[] = [];
  try {
    // The heartbeat writes on, so what is equal in one look counts.
    await until(
      'all instances hold the same',
      async () => {
        // One that is being filled answers in between only.
        ({ all, unread } = await readAll(database, sessions, instances));
        return unread.length === 0 && verifyEqual(all).length === 0;
      },
      { seconds: SETTLE_SECONDS },
    );
  } catch {
    // What differs is said below.
  }
  const leading = all.find(
    ({ instance }) => instance === database.status.primary,
  );
  return {
    lost: lostOn(ledger, leading),
    failures: [
      ...unread,
      ...verifyEqual(all),
      ...all.flatMap(stored => verifyStored(ledger, stored, moves)),
      ...all.flatMap(stored => verifyShown(reader.shown, stored)),
      ...reader.findings,
      ...verifyOrder(committedOn(leading, clients, servers), leaders),
    ],
  };
}

/** Each transaction that is there with its server and its moment. */
function committedOn(
  stored: Stored | undefined,
  { ledger }: Clients,
  servers: ReadonlyMap<string, string>,
): Committed[] {
  const onServer = new Map(
    stored?.transactions.map(t => [`${t.writer}/${t.seq}`, t.server]),
  );
  return ledger.entries.flatMap(({ writer, seq, told, sentAt, at }) => {
    const key = `${writer}/${seq}`;
    const server = onServer.get(key);
    return server === undefined
      ? []
      : [
          {
            key,
            on: servers.get(server) ?? server,
            sentAt,
            answeredAt: told === 'acknowledged' ? at : Infinity,
          },
        ];
  });
}

/** What is on each of them that can be read, and why the others can't be. */
async function readAll(
  database: DatabaseUnderTest,
  sessions: LocalSessions,
  instances: readonly string[],
): Promise<{
  readonly all: readonly Stored[];
  readonly unread: readonly string[];
}> {
  const { database: schema } = await database.login();
  const outcomes = await Promise.allSettled(
    instances.map(name => readOne(name, schema, sessions)),
  );
  return {
    all: outcomes.flatMap(outcome =>
      outcome.status === 'fulfilled' ? [outcome.value] : [],
    ),
    unread: outcomes.flatMap((outcome, index) =>
      outcome.status === 'rejected'
        ? [`${instances[index]} could not be read: ${outcome.reason}`]
        : [],
    ),
  };
}

async function readOne(
  name: string,
  schema: string,
  sessions: LocalSessions,
): Promise<Stored> {
  const session = await sessions.open(name, 5_000);
  try {
    return await readStored(name, schema, session);
  } finally {
    session.destroy();
  }
}
