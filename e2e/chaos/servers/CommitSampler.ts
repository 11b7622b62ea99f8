import { setTimeout as delay } from 'node:timers/promises';
import { Connection, RowDataPacket } from 'mysql2/promise';
import { LocalSessions } from './LocalSessions';
import { Sample } from './Sample';
import { WRITABLE } from './takesWrites';

/** How often each server is asked, and how long it has to answer. */
const EVERY_MS = 100;
const TIMEOUT_MS = 1_000;

const QUESTION = `SELECT @@server_uuid AS uuid,
  ${WRITABLE} AS writable,
  @@GLOBAL.rpl_semi_sync_source_enabled AND (SELECT VARIABLE_VALUE FROM performance_schema.global_status
    WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_status') = 'ON' AS semi_sync,
  @@GLOBAL.rpl_semi_sync_source_wait_for_replica_count AS wait_for,
  (SELECT VARIABLE_VALUE FROM performance_schema.global_status
    WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients') AS clients,
  (SELECT SOURCE_UUID FROM performance_schema.replication_connection_status
    WHERE CHANNEL_NAME = '' AND SERVICE_STATE = 'ON'
      AND (SELECT VARIABLE_VALUE FROM performance_schema.global_status
        WHERE VARIABLE_NAME = 'Rpl_semi_sync_replica_status') = 'ON') AS acknowledges_to`;

/** Asks each server all the time whether it could commit. */
export class CommitSampler {
  private readonly taken: Sample[] = [];
  private readonly loops: Promise<void>[] = [];
  private readonly watched = new Set<string>();
  private running = true;

  constructor(private readonly sessions: LocalSessions) {}

  /** In the order of the answers. */
  get samples(): readonly Sample[] {
    return this.taken;
  }

  /** Begins to watch instances that it does not watch yet. */
  watch(instances: readonly string[]): void {
    for (const instance of instances) {
      if (this.watched.has(instance)) continue;
      this.watched.add(instance);
      this.loops.push(this.follow(instance));
    }
  }

  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.loops);
  }

  private async follow(instance: string): Promise<void> {
    let session: Connection | undefined;
    while (this.running) {
      const begun = performance.now();
      try {
        session ??= await this.sessions.open(instance, TIMEOUT_MS);
        this.taken.push(await ask(instance, session));
      } catch {
        // Killed, frozen or not there: then it says nothing, and commits nothing that could be seen.
        session?.destroy();
        session = undefined;
      }
      await delay(Math.max(0, EVERY_MS - (performance.now() - begun)));
    }
    session?.destroy();
  }
}

async function ask(instance: string, session: Connection): Promise<Sample> {
  const askedAt = performance.now();
  const [[row]] = await session.query<RowDataPacket[]>({
    sql: QUESTION,
    timeout: TIMEOUT_MS,
  });
  return {
    instance,
    askedAt,
    answeredAt: performance.now(),
    uuid: String(row.uuid),
    writable: Number(row.writable) === 1,
    semiSync: Number(row.semi_sync) === 1,
    waitFor: Number(row.wait_for),
    clients: Number(row.clients),
    acknowledgesTo: row.acknowledges_to
      ? String(row.acknowledges_to)
      : undefined,
  };
}
