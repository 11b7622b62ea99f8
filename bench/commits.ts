import { Connection } from 'mysql2/promise';
import { DatabaseUnderTest } from '../e2e/cluster/DatabaseUnderTest';
import { Bench } from './Bench';
import { Report } from './report/Report';
import { percentile } from './report/summary';

const CLIENTS = [1, 8, 32];
const WINDOW_MS = 15_000;
/** How often each of the two ways is measured; they take turns, so that what else the machine does hits both. */
const TURNS = 3;
const storage = { size: '2Gi', storageClassName: 'local-dynamic' };

interface Turn {
  readonly compression: 'ON' | 'OFF';
  readonly clients: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** How many commits a second three instances take, and what the compression of transactions does to it. */
export const commits: Bench = async (
  stand,
  { quick, say },
): Promise<Report> => {
  await stand.operator();
  const database = await stand.database();
  await database.apply({ storage, deletionPolicy: 'Delete', instances: 3 });
  await database.untilHealthy(300);
  const setUp = await database.connect('primary');
  await setUp.query(
    'CREATE TABLE orders (id BIGINT AUTO_INCREMENT PRIMARY KEY, client INT, note VARCHAR(200))',
  );
  setUp.destroy();
  const turns: Turn[] = [];
  for (let turn = 0; turn < (quick ? 1 : TURNS); turn++) {
    for (const compression of ['OFF', 'ON'] as const) {
      await database.asOperator(database.status.primary ?? '', connection =>
        connection.query(
          `SET GLOBAL binlog_transaction_compression=${compression}`,
        ),
      );
      for (const clients of CLIENTS) {
        const times = await latencies(
          database,
          clients,
          quick ? 2_000 : WINDOW_MS,
        );
        const { perSecond, p50, p99 } = times;
        turns.push({ compression, clients, perSecond, p50, p99 });
        say(
          `compression ${compression}, ${clients} clients: ${perSecond.toFixed()} commits a second`,
        );
      }
    }
  }
  await stand.remove(database);
  return {
    title: 'Commits a second',
    what: `Three instances, SemiSync, durability Required: each commit waits until one replica has it on its disk. Each client inserts one row of 100 bytes after the other, by autocommit, through the Service, for ${
      WINDOW_MS / 1000
    } s. All three servers, the clients and Kubernetes share this machine’s disk and processors. Medians of ${TURNS} turns, in which both ways alternate.`,
    head: [
      'clients',
      'binlog_transaction_compression',
      'commits a second',
      'p50',
      'p99',
    ],
    rows: CLIENTS.flatMap(clients =>
      (['OFF', 'ON'] as const).map(compression => {
        const of = turns.filter(
          turn => turn.clients === clients && turn.compression === compression,
        );
        const median = (key: 'perSecond' | 'p50' | 'p99') =>
          percentile(
            of.map(turn => turn[key]),
            50,
          );
        return [
          clients,
          compression,
          median('perSecond').toFixed(),
          `${median('p50').toFixed(1)} ms`,
          `${median('p99').toFixed(1)} ms`,
        ];
      }),
    ),
    notes: [
      'A replica syncs its relay log with each event (sync_relay_log=1): five and more for an ordinary transaction, two for a compressed one.',
    ],
    raw: { unit: 'ms', turns },
  };
};

/** What commits take for clients that do nothing else. */
async function latencies(
  database: DatabaseUnderTest,
  clients: number,
  windowMs: number,
): Promise<Pick<Turn, 'perSecond' | 'p50' | 'p99'>> {
  const connections = await Promise.all(
    Array.from({ length: clients }, () => database.connect('primary')),
  );
  const end = performance.now() + windowMs;
  const times = (
    await Promise.all(
      connections.map((connection, client) => commit(connection, client, end)),
    )
  ).flat();
  for (const connection of connections) connection.destroy();
  return {
    perSecond: (times.length / windowMs) * 1_000,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
  };
}

async function commit(
  connection: Connection,
  client: number,
  end: number,
): Promise<number[]> {
  const times: number[] = [];
  const note = 'a row of an application is no random text '.repeat(2);
  while (performance.now() < end) {
    const startedAt = performance.now();
    await connection.query('INSERT INTO orders (client, note) VALUES (?, ?)', [
      client,
      note,
    ]);
    times.push(performance.now() - startedAt);
  }
  return times;
}
