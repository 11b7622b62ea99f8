import { Connection, createConnection } from 'mysql2/promise';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { buildGoClient } from './clients/buildGoClient';
import { DataSource, GoWriter } from './clients/GoWriter';
import { HistoryReader } from './clients/HistoryReader';
import { LedgerWriter, rowsOf, WriterKind } from './clients/LedgerWriter';
import { Ledger } from './ledger/Ledger';

/** How long a client waits for a connection, in milliseconds. */
const CONNECT_MS = 1_000;

const WRITERS: readonly WriterKind[] = [
  'autocommit',
  'autocommit',
  'transaction',
  'transaction',
];

/** The applications of one round. */
export class Clients {
  readonly ledger = new Ledger();
  private readonly writers: readonly (LedgerWriter | GoWriter)[];
  readonly reader: HistoryReader;

  private constructor(
    open: (service: 'primary' | 'replicas') => Open,
    primary: DataSource,
    go: string | undefined,
  ) {
    this.writers = [
      ...WRITERS.map(
        (kind, number) =>
          new LedgerWriter(number, kind, this.ledger, open('primary')),
      ),
      ...(go ? [new GoWriter(WRITERS.length, this.ledger, go, primary)] : []),
    ];
    this.reader = new HistoryReader(
      this.ledger,
      writer => rowsOf(WRITERS[writer] ?? 'autocommit'),
      open('replicas'),
    );
  }

  /**
   * Starts to write through the one Service and to read through the other.
   * @param go - with a client in Go beside the others
   */
  static async start(
    database: DatabaseUnderTest,
    { go }: { readonly go: boolean },
  ): Promise<Clients> {
    const login = await database.login();
    const hosts = {
      primary: await database.serviceIp('primary'),
      replicas: await database.serviceIp('replicas'),
    };
    const open = (service: 'primary' | 'replicas') => async () => {
      const connection = await createConnection({
        host: hosts[service],
        user: login.username,
        password: login.password,
        database: login.database,
        connectTimeout: CONNECT_MS,
        // MySQL's own certificates are self-signed.
        ssl: { rejectUnauthorized: false },
      });
      connection.on('error', () => undefined);
      return connection;
    };
    return new Clients(
      open,
      { ...login, user: login.username, host: hosts.primary },
      go ? buildGoClient() : undefined,
    );
  }

  async stop(): Promise<void> {
    await Promise.all([
      ...this.writers.map(writer => writer.stop()),
      this.reader.stop(),
    ]);
  }
}

type Open = () => Promise<Connection>;
