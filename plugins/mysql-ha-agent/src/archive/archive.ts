import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from 'mysql2/promise';
import {
  ARCHIVER_UUID,
  GtidSet,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { startAnswers } from '../answers';
import { BinlogDump } from '../binlog';
import { ServerLogin, connectTo } from '../mysql/ServerLogin';
import { ArchiveJob } from './ArchiveJob';
import { ArchiveSession, SourceStalled } from './ArchiveSession';
import { ChapterWriter, Superseded } from './ChapterWriter';
import { Spool } from './Spool';
import { Chapter, heldAtEnd } from './chapter';
import { SeenInstance, choosePrimary, chooseSource } from './choose';
import { lookAt } from './lookAt';
import { openingOf } from './opening';
import { readNewestChapter } from './readArchive';
import { RecoverabilityWatch } from './RecoverabilityWatch';
import { isOfAnother, requireQuiet } from './predecessor';

/** After a failure it is tried anew so soon. */
const againMs = 1_000;
/** An instance that did not keep up isn’t read again for so long, unless it is the primary. */
const shunnedMs = 120_000;
/** Who an archiver is to the servers that it reads; none of a cluster has such an id. */
const followerId = 4_294_967_001;

/**
 * Archives what is committed until it is told to stop. Whatever goes wrong is reported and tried anew: the store’s own
 * chapters say where to go on.
 *
 * @throws Superseded when another archiver took over
 * @public
 */
export async function archive(job: ArchiveJob): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([job.signal, over.signal]);
  const watch = new RecoverabilityWatch({ ...job, signal });
  const watched = watch.run();
  const answers = await startAnswers(job, () => watch.archive);
  try {
    await followAll(job, () => watch.hurry());
  } finally {
    over.abort();
    await answers?.stop();
    await watched;
  }
}

async function followAll(
  job: ArchiveJob,
  onChapter: () => void,
): Promise<void> {
  const writer = randomBytes(4).toString('hex');
  const state: State = {
    ...{ writer, onChapter },
    ...{ last: undefined, shunned: new Map() },
  };
  while (!job.signal.aborted) {
    try {
      await follow(job, state);
    } catch (failure) {
      if (job.signal.aborted) return;
      if (failure instanceof Superseded) throw failure;
      if (failure instanceof SourceStalled)
        state.shunned.set(failure.source, performance.now() + shunnedMs);
      const message = failure instanceof Error ? failure.message : `${failure}`;
      job.report({ state: 'Waiting', message });
    }
    await delay(againMs, undefined, { signal: job.signal }).catch(() => {});
  }
}

/** What one archiver knows from one attempt to the next. */
interface State {
  readonly writer: string;
  readonly onChapter: () => void;
  /** The folder of the last chapter that it began. */
  last: string | undefined;
  /** Instances that did not keep up, and until when they aren’t read. */
  readonly shunned: Map<string, number>;
}

/** A new archiver takes over; one that only tries anew must not take back what another one took over. */
function requireOwn(
  { path }: ArchiveJob,
  { last, writer }: State,
  newest: Chapter | undefined,
): void {
  if (last === undefined || !newest || newest.writer === writer) return;
  if (newest.folder > last) throw new Superseded(path, newest.folder);
}

function shunnedNow({ shunned }: State): ReadonlySet<string> {
  const now = performance.now();
  return new Set(
    [...shunned].filter(([, until]) => until > now).map(([name]) => name),
  );
}

async function follow(job: ArchiveJob, state: State): Promise<void> {
  const store = job.openStore();
  const connections = new Map<string, Connection>();
  let dump: BinlogDump | undefined;
  let spool: Spool | undefined;
  try {
    // First the store, then the servers: what is archived is then in what they have.
    const newest = await readNewestChapter(store, job.path);
    requireOwn(job, state, newest);
    const logins = job.instances();
    const seen = await lookAtAll(logins, connections);
    const another = newest !== undefined && isOfAnother(job, newest);
    const primary = choosePrimary(seen, another ? 0 : newest?.term ?? 0);
    const held = newest ? heldAtEnd(newest) : GtidSet.EMPTY;
    const source = chooseSource(
      ...([seen, primary, held] as const),
      shunnedNow(state),
    );
    const opening = openingOf(newest, primary, source, another);
    if (another) requireQuiet(job, newest, opening);
    const chapter = new ChapterWriter(
      ...([job, store, state.writer] as const),
      { term: primary.term, primary: primary.uuid, source: source.name },
      ...([opening, state.last] as const),
    );
    dump = await BinlogDump.start(named(logins, source.name), {
      exclude: opening.after.union(source.purged),
      serverId: followerId,
      serverUuid: ARCHIVER_UUID,
    });
    spool = new Spool(join(job.scratch, 'spool'));
    state.last = await chapter.begin();
    state.onChapter();
    const connection = connections.get(primary.name);
    if (!connection) throw new Error(`${primary.name} was not asked`);
    const session = new ArchiveSession(
      ...([job, primary, connection, source.name] as const),
      ...([dump, spool, chapter] as const),
    );
    await session.run();
  } finally {
    dump?.destroy();
    spool?.remove();
    for (const connection of connections.values()) connection.destroy();
    store.close();
  }
}

/** Asks all at once; who doesn’t answer isn’t seen. @throws Error when an account is refused */
async function lookAtAll(
  logins: readonly ServerLogin[],
  connections: Map<string, Connection>,
): Promise<SeenInstance[]> {
  const asked = await Promise.allSettled(
    logins.map(async login => {
      const connection = await connectTo(login);
      connections.set(login.name, connection);
      return { name: login.name, ...(await lookAt(connection)) };
    }),
  );
  const seen = asked.flatMap(one =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
  const [failed] = asked.flatMap(one =>
    one.status === 'rejected' ? [one.reason] : [],
  );
  if (seen.length === 0 && failed) throw failed;
  return seen;
}

function named(logins: readonly ServerLogin[], name: string): ServerLogin {
  const found = logins.find(login => login.name === name);
  if (!found) throw new Error(`${name} is not among the instances`);
  return found;
}
