import { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Programs, ScratchMysqld } from '../mysql';
import { ask, askOne } from '../mysql/ask';
import { RelayLogs } from './RelayLogs';

/** A transaction of the archive could not be applied. @public */
export class NotApplied extends Error {
  override readonly name = 'NotApplied';

  constructor(why: string) {
    super(
      `The archived transactions can’t be applied to the restored data any further: ${why}. Nothing of it was kept. Restore to a moment before it, or leave it out by pointInTime.gtidSet.`,
    );
  }
}

/** Of the server that applies; events of a server with the same id would be skipped as its own. */
const serverId = '4294967002';
/** So long one question waits for the applier. */
const turnSeconds = 1;

const setRow = z.object({ gtids: z.string() });
const failureRow = z.object({ message: z.string() });

/** mysqld on restored data, with an applier that reads relay logs and no source. */
export class ReplayServer {
  private mysqld: ScratchMysqld | undefined;
  private connection: Connection | undefined;

  constructor(
    private readonly programs: Programs,
    private readonly scratch: string,
    private readonly datadir: string,
    private readonly options: Readonly<Record<string, string>>,
  ) {}

  /** Starts it with these relay logs to read. */
  async start({ base }: RelayLogs): Promise<void> {
    const { programs, scratch, datadir, options } = this;
    this.mysqld = new ScratchMysqld(programs.mysqld, scratch, datadir, {
      ...options,
      server_id: serverId,
      relay_log: base,
      // Whatever the data know of the replication of their source, its relay logs are not here.
      relay_log_recovery: 'OFF',
    });
    await this.mysqld.start({ skip_grant_tables: 'ON' });
    this.connection = await this.mysqld.connect();
  }

  /** Forgets the source that the copied server had. */
  async forgetSource(): Promise<void> {
    await this.run('RESET REPLICA ALL');
  }

  async executed(): Promise<GtidSet> {
    const { gtids } = await askOne(
      this.session,
      setRow,
      'SELECT @@global.gtid_executed AS gtids',
    );
    return GtidSet.parse(gtids);
  }

  /** Applies the relay logs and waits until all of these transactions are in the data. @throws NotApplied */
  async apply(
    logs: RelayLogs,
    wanted: GtidSet,
    signal?: AbortSignal,
  ): Promise<void> {
    // Nobody could be created or granted anything without the tables of accounts.
    await this.run('FLUSH PRIVILEGES');
    await this.run(
      `CHANGE REPLICATION SOURCE TO SOURCE_HOST='archive', RELAY_LOG_FILE='${logs.first}', RELAY_LOG_POS=4`,
    );
    await this.run('START REPLICA SQL_THREAD');
    while (!(await this.holds(wanted))) {
      signal?.throwIfAborted();
      await this.requireApplier();
    }
    await this.run('STOP REPLICA');
    await this.forgetSource();
  }

  async stop(): Promise<void> {
    this.connection?.destroy();
    await this.mysqld?.stop();
  }

  async kill(): Promise<void> {
    this.connection?.destroy();
    await this.mysqld?.kill();
  }

  private async holds(wanted: GtidSet): Promise<boolean> {
    const [row] = await ask(
      this.session,
      z.object({ late: z.coerce.number() }),
      `SELECT WAIT_FOR_EXECUTED_GTID_SET(?, ${turnSeconds}) AS late`,
      [wanted.toString()],
    );
    return row?.late === 0;
  }

  private async requireApplier(): Promise<void> {
    const [failure] = await ask(
      this.session,
      failureRow,
      `SELECT LAST_ERROR_MESSAGE AS message FROM performance_schema.replication_applier_status_by_worker WHERE LAST_ERROR_NUMBER > 0
       UNION ALL SELECT LAST_ERROR_MESSAGE FROM performance_schema.replication_applier_status_by_coordinator WHERE LAST_ERROR_NUMBER > 0`,
    );
    if (failure) throw new NotApplied(failure.message);
  }

  private get session(): Connection {
    if (!this.connection) throw new Error('the server was not started');
    return this.connection;
  }

  private async run(sql: string): Promise<void> {
    await this.session.query(sql);
  }
}
