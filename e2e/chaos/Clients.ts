import { Connection, createConnection } from 'mysql2/promise';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { buildGoClient } from './clients/buildGoClient';
import { DataSource, GoWriter } from './clients/GoWriter';
import { HistoryReader } from './clients/HistoryReader';
import { LedgerWriter, rowsOf, WriterKind } from './clients/LedgerWriter';
import { Ledger } from './ledger/Ledger';
import { LocalSessions } from './servers/LocalSessions';

/** How long a client waits for a connection, in milliseconds. */
const CONNECT_MS = 1_000;

/** Those that go through the Service. */
const WRITERS: readonly WriterKind[] = [
  'autocommit',
  'autocommit',
  'transaction',
  'transaction',
];

const THROUGH_THE_SERVICE = { everyMs: 20, retryMs: 20, stays: false };
/** Beside each server: seldom, as most of them are refused. */
const BESIDE_A_SERVER = { everyMs: 50, retryMs: 250, stays: true };

/** The applications of one round. */
export class Clients {
  readonly ledger = new Ledger();
  private readonly throughService: readonly (LedgerWriter | GoWriter)[];
  private readonly beside: ReadonlyMap<string, LedgerWriter>;
  readonly reader: HistoryReader;

  private constructor(ways: {
    readonly service: (service: 'primary' | 'replicas') => Open;
    readonly socket: (instance: string) => Open;
    readonly instances: readonly string[];
    readonly primary: DataSource;
    readonly go?: string;
  }) {
    const { ledger } = this;
    const { instances, primary, go } = ways;
    this.throughService = [
      ...WRITERS.map(
        (kind, number) =>
          new LedgerWriter(
            number,
            { kind, ...THROUGH_THE_SERVICE },
            ledger,
            ways.service('primary'),
          ),
      ),
      ...(go ? [new GoWriter(WRITERS.length, ledger, go, primary)] : []),
    ];
    this.beside = new Map(
      instances.map((instance, i) => [
        instance,
        new LedgerWriter(
          this.throughService.length + i,
          { kind: 'autocommit', ...BESIDE_A_SERVER },
          ledger,
          ways.socket(instance),
        ),
      ]),
    );
    this.reader = new HistoryReader(
      ledger,
      writer => rowsOf(kindOf(writer)),
      ways.service('replicas'),
    );
  }

  /**
   * Starts to write through the one Service and to read through the other; and to write to each server from beside it,
   * as an application on the same node would that has found no other: no partition cuts it off, and whatever that server
   * is, it must not take what it can't keep.
   * @param go - with a client in Go beside the others
   */
  static async start(
    database: DatabaseUnderTest,
    sessions: LocalSessions,
    instances: readonly string[],
    { go }: { readonly go: boolean },
  ): Promise<Clients> {
    const { username, password, database: schema } = await database.login();
    const login = { user: username, password, database: schema };
    const hosts = {
      primary: await database.serviceIp('primary'),
      replicas: await database.serviceIp('replicas'),
    };
    const service = (name: 'primary' | 'replicas') => async () => {
      const connection = await createConnection({
        host: hosts[name],
        ...login,
        connectTimeout: CONNECT_MS,
        // MySQL's own certificates are self-signed.
        ssl: { rejectUnauthorized: false },
      });
      connection.on('error', () => undefined);
      return connection;
    };
    return new Clients({
      service,
      socket: instance => () => sessions.openAs(instance, login, CONNECT_MS),
      instances,
      primary: { ...login, host: hosts.primary },
      go: go ? buildGoClient() : undefined,
    });
  }

  /** When commits through the Service were acknowledged since a moment, in order. */
  acknowledgedSince(since: number): readonly number[] {
    return this.ledger.acknowledgedSince(since, this.servedWriters);
  }

  /** Whether each writer through the Service has been told of a commit since a moment. */
  allWroteSince(since: number): boolean {
    return this.servedWriters.every(
      writer => this.ledger.acknowledgedSince(since, [writer]).length > 0,
    );
  }

  /** Whether the writer beside an instance has been told of a commit since a moment. */
  besideWroteSince(instance: string, since: number): boolean {
    const number = this.beside.get(instance)?.number;
    return (
      number !== undefined &&
      this.ledger.acknowledgedSince(since, [number]).length > 0
    );
  }

  /** Whether a writer moves money with each transaction. */
  readonly moves = ({ writer }: { readonly writer: number }): boolean =>
    kindOf(writer) === 'transaction';

  async stop(): Promise<void> {
    await Promise.all([
      ...this.throughService.map(writer => writer.stop()),
      ...[...this.beside.values()].map(writer => writer.stop()),
      this.reader.stop(),
    ]);
  }

  private get servedWriters(): readonly number[] {
    return this.throughService.map(({ number }) => number);
  }
}

type Open = () => Promise<Connection>;

/** All others than these are of one statement. */
function kindOf(writer: number): WriterKind {
  return WRITERS[writer] ?? 'autocommit';
}
