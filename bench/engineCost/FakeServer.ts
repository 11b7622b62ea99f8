import { randomUUID } from 'node:crypto';
import { Value } from './packets';

/** Column names and rows, or so many rows changed. */
export type Answer =
  | {
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Value[])[];
    }
  | { readonly changed: number };

const NOTHING: Answer = { columns: ['nothing'], rows: [] };
const DONE: Answer = { changed: 0 };
const AS_BOOTED: readonly (readonly [string, string])[] = [
  ['read_only', '1'],
  ['super_read_only', '1'],
  ['offline_mode', '0'],
  ['rpl_semi_sync_source_enabled', '0'],
  ['rpl_semi_sync_source_wait_for_replica_count', '1'],
  ['rpl_semi_sync_replica_enabled', '0'],
];

/** As much of a mysqld as the engine asks of one that does its work: roles, replication, semi-sync, GTIDs. */
export class FakeServer {
  readonly uuid = randomUUID();
  alive = true;
  private globals = new Map(AS_BOOTED);
  private own = 0;
  private inherited = '';
  private sourceHost = '';
  private receiving = false;
  private diedAt = 0;
  private lockedBy: number | null = null;
  private term: { term: number; primaryUuid: string } | null = null;
  private readonly databases = new Set<string>();
  private startedAt = Date.now();

  /**
   * @param host - its name in the headless Service
   * @param find - the server of a name
   */
  constructor(
    readonly host: string,
    readonly id: number,
    readonly address: string,
    private readonly find: (host: string) => FakeServer | undefined,
    private readonly peers: () => readonly FakeServer[],
    /** Ends all of its connections, as a restart does. */
    private readonly disconnect: () => void,
  ) {}

  kill(): void {
    this.alive = false;
    this.diedAt = Date.now();
  }

  /** A connection ended. */
  closed(connection: number): void {
    if (this.lockedBy === connection) this.lockedBy = null;
  }

  get executed(): string {
    const source = this.source;
    if (source) this.inherited = source.executed;
    const own = this.own > 0 ? `${this.uuid}:1-${this.own}` : '';
    return [this.inherited, own].filter(Boolean).join(',');
  }

  /** Answers one statement. What it doesn't know it answers with nothing, as a server that lacks it would. */
  answer(sql: string, connection: number): Answer {
    const text = sql.trim();
    if (text.startsWith('SELECT\n    @@global.server_uuid'))
      return this.facts();
    if (/^SELECT IS_USED_LOCK\('mysqlha'\) = /.test(text)) {
      return one('held', this.lockedBy === connection ? 1 : 0);
    }
    if (/^SELECT IS_USED_LOCK\('mysqlha'\) AS (\w+)/.test(text)) {
      return one(/AS (\w+)/.exec(text)?.[1] ?? '', this.lockedBy);
    }
    if (text.startsWith('SELECT GET_LOCK')) {
      this.lockedBy = connection;
      return one('got', 1);
    }
    if (text.startsWith('SELECT GTID_SUBSET')) return one('yes', 1);
    if (text.startsWith('SELECT WAIT_FOR')) return one('late', 0);
    if (text.startsWith("SELECT '' AS name")) return this.schema();
    if (text.startsWith('SHOW GRANTS')) return this.grants();
    if (text.startsWith('SELECT 1 FROM information_schema.SCHEMATA')) {
      return one('1', 1);
    }
    if (text.startsWith('SELECT AUTO_POSITION AS autoPosition FROM')) {
      return this.sourceHost ? one('autoPosition', '1') : NOTHING;
    }
    if (text.startsWith('SELECT @@global.event_scheduler')) {
      return { columns: ['variable', 'running'], rows: [['ON', 1]] };
    }
    if (/^(SELECT|SHOW)/.test(text)) return NOTHING;
    return this.carryOut(text);
  }

  private carryOut(text: string): Answer {
    for (const [, name, value] of text.matchAll(
      /GLOBAL `?(\w+)`? = ('?\w+'?)/g,
    )) {
      this.globals.set(name, /^'?(ON|1|true)/i.test(value) ? '1' : '0');
      if (name.endsWith('count')) this.globals.set(name, value);
      if (name === 'super_read_only' && this.is(name)) {
        this.globals.set('read_only', '1');
      }
    }
    const source = /SOURCE_HOST='([^']+)'/.exec(text)?.[1];
    if (source) this.sourceHost = source;
    const donor = /^CLONE INSTANCE FROM '[^']*'@'([^']*)'/.exec(text)?.[1];
    if (donor) this.cloneFrom(donor);
    if (/^START REPLICA($| IO)/.test(text)) this.receiving = true;
    if (/^STOP REPLICA($| IO)/.test(text)) this.stopReceiving();
    if (text.startsWith('RESET REPLICA')) this.sourceHost = '';
    if (text.startsWith('CREATE')) this.databases.add(text);
    const term = /SELECT 1, (\d+), @@global/.exec(text)?.[1];
    if (term) this.term = { term: Number(term), primaryUuid: this.uuid };
    if (/^(INSERT|CREATE|GRANT)/.test(text)) this.own += 1;
    return text.startsWith('INSERT') ? { changed: 1 } : DONE;
  }

  private cloneFrom(host: string): void {
    this.inherited = this.find(host)?.executed ?? '';
    this.term = this.find(host)?.termSeen() ?? null;
    this.globals = new Map(AS_BOOTED);
    this.sourceHost = '';
    this.receiving = false;
    this.startedAt = Date.now();
    setImmediate(this.disconnect);
  }

  private stopReceiving(): void {
    // What it has by now stays.
    this.inherited = this.executed;
    this.receiving = false;
  }

  private is(name: string): boolean {
    return this.globals.get(name) === '1';
  }

  /** The source that it receives from, while that lives. */
  private get source(): FakeServer | undefined {
    const source = this.receiving ? this.find(this.sourceHost) : undefined;
    return source?.alive ? source : undefined;
  }

  private get acknowledges(): boolean {
    return (
      this.source !== undefined && this.is('rpl_semi_sync_replica_enabled')
    );
  }

  private facts(): Answer {
    const replicas = this.peers().filter(
      peer => peer.alive && peer.source === this,
    );
    const clients = replicas.filter(replica => replica.acknowledges).length;
    const flag = (name: string) => Number(this.is(name));
    const facts: Readonly<Record<string, Value>> = {
      serverUuid: this.uuid,
      serverId: this.id,
      version: '9.7.4',
      readOnly: flag('read_only'),
      superReadOnly: flag('super_read_only'),
      offlineMode: flag('offline_mode'),
      gtidExecuted: this.executed,
      gtidPurged: '',
      sourceEnabled: flag('rpl_semi_sync_source_enabled'),
      waitFor: Number(
        this.globals.get('rpl_semi_sync_source_wait_for_replica_count'),
      ),
      replicaEnabled: flag('rpl_semi_sync_replica_enabled'),
      status: {
        Uptime: String(Math.round((Date.now() - this.startedAt) / 1000)),
        Rpl_semi_sync_source_clients: String(clients),
        Rpl_semi_sync_source_wait_sessions: '0',
        Rpl_semi_sync_replica_status: this.acknowledges ? 'ON' : 'OFF',
      },
      receiver: this.receiver(),
      applier: this.sourceHost
        ? {
            state: 'ON',
            coordinatorErrorCode: 0,
            coordinatorErrorMessage: '',
            processingAge: null,
          }
        : null,
      workers: null,
      dumpThreads: replicas.map(({ address, uuid }) => ({
        host: address,
        serverUuid: uuid,
      })),
      term: this.termSeen(),
      members: null,
    };
    return {
      columns: Object.keys(facts),
      rows: [Object.values(facts)],
    };
  }

  private receiver(): Value {
    if (!this.sourceHost) return null;
    const source = this.find(this.sourceHost);
    const connected = this.source !== undefined;
    const silentMs = connected ? 200 : Date.now() - (source?.diedAt ?? 0);
    return {
      host: this.sourceHost,
      port: 3306,
      autoPosition: '1',
      sourceUuid: source?.uuid ?? '',
      state: connected ? 'ON' : this.unconnected,
      received: this.executed,
      errorCode: 0,
      errorMessage: '',
      heartbeatAge: silentMs * 1000,
      queuedAge: silentMs * 1000,
      queuedCommitAge: silentMs * 1000,
    };
  }

  private get unconnected(): string {
    return this.receiving ? 'CONNECTING' : 'OFF';
  }

  private termSeen(): { term: number; primaryUuid: string } | null {
    const source = this.source;
    if (source) this.term = source.termSeen();
    return this.term;
  }

  private schema(): Answer {
    const names = this.databases.size > 0 ? ['', 'term', 'heartbeat'] : [];
    return { columns: ['name'], rows: names.map(name => [name]) };
  }

  private grants(): Answer {
    const database = this.host.split('-')[0];
    return {
      columns: ['Grants'],
      rows: [database, `${database}\\_%`].map(pattern => [
        `GRANT ALL PRIVILEGES ON \`${pattern}\`.* TO \`app\`@\`%\``,
      ]),
    };
  }
}

function one(column: string, value: Value): Answer {
  return { columns: [column], rows: [[value]] };
}
