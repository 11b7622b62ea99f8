import { Connection, createConnection } from 'mysql2/promise';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
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
  private readonly writers: readonly LedgerWriter[];
  readonly reader: HistoryReader;

  private constructor(open: (service: 'primary' | 'replicas') => Open) {
    this.writers = WRITERS.map(
      (kind, number) =>
        new LedgerWriter(number, kind, this.ledger, open('primary')),
    );
    this.reader = new HistoryReader(
      this.ledger,
      writer => rowsOf(WRITERS[writer]),
      open('replicas'),
    );
  }

  /** Starts to write through the one Service and to read through the other. */
  static async start(database: DatabaseUnderTest): Promise<Clients> {
    const login = await database.login();
    const hosts = {
      primary: await database.serviceIp('primary'),
      replicas: await database.serviceIp('replicas'),
    };
    return new Clients(service => async () => {
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
    });
  }

  async stop(): Promise<void> {
    await Promise.all([
      ...this.writers.map(writer => writer.stop()),
      this.reader.stop(),
    ]);
  }
}

type Open = () => Promise<Connection>;
