import { randomUUID } from 'node:crypto';
import { Connection, createConnection, RowDataPacket } from 'mysql2/promise';
import { freePorts } from '../../e2e/conformance/freePorts';
import { Mysqld, startMysqlds } from '../../e2e/conformance/mysqld';
import { MysqldConfig } from '../../e2e/conformance/mysqldConfig';
import { until } from '../../e2e/cluster/until';

const MEMBERS = 3;
const SCHEMA = 'app';

/** As any group member needs it, on top of what each instance of ours runs with; all else is MySQL's default. */
const CONFIG: MysqldConfig = {
  plugin_load_add: 'group_replication.so',
  loose_group_replication_start_on_boot: 'OFF',
  loose_group_replication_recovery_get_public_key: 'ON',
};

/** MySQL's own answer to a lost primary: three plain mysqlds in one group, in single-primary mode. */
export class GroupReplication {
  private constructor(
    private readonly members: readonly Mysqld[],
    private readonly groupPorts: readonly number[],
  ) {}

  /** Starts three and forms the group. */
  static async start(): Promise<GroupReplication> {
    const name = randomUUID();
    const groupPorts = await freePorts(MEMBERS);
    const members = await startMysqlds(MEMBERS, {
      ...CONFIG,
      loose_group_replication_group_name: name,
    });
    const group = new GroupReplication(members, groupPorts);
    for (const index of members.keys()) await group.join(index, index === 0);
    await group.whole();
    const connection = await group.open();
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${SCHEMA}`);
    connection.destroy();
    return group;
  }

  /** The member that takes writes, if one does and answers. */
  async primary(): Promise<Mysqld | undefined> {
    const answers = await Promise.all(
      this.members.map(async member => ({
        member,
        writable: await isWritable(member),
      })),
    );
    return answers.find(({ writable }) => writable)?.member;
  }

  /** A connection to whoever takes writes, as an ideal router would give it: found by asking all, at once. */
  async open(timeoutMs = 1_000): Promise<Connection> {
    const primary = await this.primary();
    if (!primary) throw new Error('nobody takes writes');
    const connection = await createConnection({
      host: '127.0.0.1',
      port: primary.port,
      user: 'admin',
      password: '',
      connectTimeout: timeoutMs,
    });
    connection.on('error', () => undefined);
    await connection
      .query(`USE ${SCHEMA}`)
      // Before it was made.
      .catch(() => undefined);
    return connection;
  }

  /** Brings a member back that was killed, or that was expelled while it was frozen. */
  async repair(member: Mysqld): Promise<void> {
    if (!member.running) await member.start();
    const index = this.members.indexOf(member);
    let last = '';
    const note = (failure: unknown) => {
      last = String(failure);
    };
    await until(
      `${member.name} is a member again`,
      async () => {
        const state = await stateOf(member).catch(() => undefined);
        // One that was frozen believes so until it learns that the others expelled it.
        if (state === 'ONLINE') return this.isWhole();
        if (state !== 'RECOVERING') {
          await member.run('STOP GROUP_REPLICATION').catch(note);
          await this.join(index, false).catch(note);
        }
        return false;
      },
      { seconds: 240, describe: () => `${last}\n${member.log.slice(-2_000)}` },
    );
    await this.whole();
  }

  /** Waits until all are members and one takes writes. */
  async whole(): Promise<void> {
    await until(
      'the group is whole',
      async () =>
        (await this.isWhole()) && (await this.primary()) !== undefined,
      { seconds: 120 },
    );
  }

  async remove(): Promise<void> {
    await Promise.all(this.members.map(member => member.remove()));
  }

  /** Whether all members see the same group, of all of them. */
  private async isWhole(): Promise<boolean> {
    const views = await Promise.all(
      this.members.map(member => viewOf(member).catch(() => undefined)),
    );
    const [view] = views;
    return (
      view?.match(/ONLINE/g)?.length === MEMBERS &&
      views.every(other => other === view)
    );
  }

  private async join(index: number, first: boolean): Promise<void> {
    const member = this.members[index];
    const addresses = this.groupPorts.map(port => `127.0.0.1:${port}`);
    await member.run(
      // Its report_host is a name that nobody resolves.
      `SET GLOBAL group_replication_advertise_recovery_endpoints = '127.0.0.1:${member.port}'`,
      `SET GLOBAL group_replication_local_address = '${addresses[index]}'`,
      `SET GLOBAL group_replication_group_seeds = '${addresses.join()}'`,
      `SET GLOBAL group_replication_bootstrap_group = ${first ? 'ON' : 'OFF'}`,
      "CHANGE REPLICATION SOURCE TO SOURCE_USER = 'repl' FOR CHANNEL 'group_replication_recovery'",
      'START GROUP_REPLICATION',
      'SET GLOBAL group_replication_bootstrap_group = OFF',
    );
  }
}

async function isWritable(member: Mysqld): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await member.connect('admin', 500);
    const [[row]] = await connection.query<RowDataPacket[]>({
      sql: 'SELECT @@GLOBAL.super_read_only AS closed',
      timeout: 500,
    });
    return Number(row.closed) === 0;
  } catch {
    return false;
  } finally {
    connection?.destroy();
  }
}

async function stateOf(member: Mysqld): Promise<unknown> {
  return member.value(
    `SELECT MEMBER_STATE FROM performance_schema.replication_group_members
      WHERE MEMBER_ID = @@server_uuid`,
  );
}

/** Its group as a member sees it. */
async function viewOf(member: Mysqld): Promise<string> {
  const view = await member.value(
    `SELECT GROUP_CONCAT(MEMBER_ID, ' ', MEMBER_ROLE, ' ', MEMBER_STATE ORDER BY MEMBER_ID)
       FROM performance_schema.replication_group_members`,
  );
  return String(view);
}
