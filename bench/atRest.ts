import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnderTest } from '../e2e/cluster/DatabaseUnderTest';
import { Bench } from './Bench';
import { availableBytes } from './report/environment';
import { Report } from './report/Report';
import { Spent, spentBetween } from './stand/Usage';

const SIZES = [1, 10, 30];
/** How long is measured, and how long all is left to calm down before, in milliseconds. */
const WINDOW_MS = 120_000;
const CALM_MS = 20_000;
/** What a mysqld with these settings was seen to take; more are not started than memory has room for. */
const BYTES_EACH = 350 * 1024 ** 2;

/** What the operator asks of Kubernetes and of the machine while nothing happens. */
export const atRest: Bench = async (stand, { quick, say }): Promise<Report> => {
  const operator = await stand.operator();
  const namespace = await stand.namespace();
  const room = Math.floor((availableBytes() - 1024 ** 3) / BYTES_EACH);
  if (room < 1) {
    throw new Error(
      'Less than 1.4 GiB of memory is available: end something else first, or nothing fits beside the operator.',
    );
  }
  const sizes = (quick ? [1, 2] : SIZES).map(size => Math.min(size, room));
  const databases: DatabaseUnderTest[] = [];
  const found: (Spent & { clusters: number })[] = [];
  for (const clusters of [...new Set(sizes)]) {
    await grow(clusters);
    await delay(quick ? 5_000 : CALM_MS);
    const before = await operator.usage();
    await delay(quick ? 10_000 : WINDOW_MS);
    const spent = spentBetween(before, await operator.usage(), stand.apiServer);
    found.push({ clusters, ...spent });
    say(
      `${clusters} clusters: ${
        spent.apiRequests
      } requests, ${spent.cpuSeconds.toFixed(2)} s CPU in ${Math.round(
        spent.seconds,
      )} s`,
    );
  }
  for (const database of databases) await database.delete();
  const most = found.at(-1);
  return {
    title: 'The operator at rest',
    what: `Topology Single, real mysqld each, all Healthy and idle for ${
      CALM_MS / 1000
    } s before. API requests are counted in the operator’s process where Node sends them, watches and Leases included; CPU and memory are the process’s own.`,
    head: [
      'clusters',
      'API requests per minute',
      'CPU seconds per minute',
      'CPU of one core',
      'resident memory',
    ],
    rows: found.map(
      ({ clusters, seconds, apiRequests, cpuSeconds, rssBytes }) => [
        clusters,
        ((apiRequests / seconds) * 60).toFixed(1),
        ((cpuSeconds / seconds) * 60).toFixed(2),
        `${((cpuSeconds / seconds) * 100).toFixed(1)} %`,
        `${Math.round(rssBytes / 1024 ** 2)} MiB`,
      ],
    ),
    notes: [
      `Measured over ${Math.round(
        found[0]?.seconds ?? 0,
      )} s each. Each mysqld has a buffer pool of 32 MiB, so that many fit on the machine; the operator does not care.`,
      ...(room < Math.max(...SIZES)
        ? [`Memory had room for ${room} instances only.`]
        : []),
      `What is asked with ${most?.clusters} clusters: ${
        most?.byKind
          .slice(0, 6)
          .map(([kind, count]) => `${count} × ${kind}`)
          .join(', ') || 'nothing'
      }.`,
    ],
    raw: found,
  };

  async function grow(to: number): Promise<void> {
    for (let number = databases.length; number < to; number++) {
      const database = new DatabaseUnderTest(
        stand.kubernetes,
        namespace,
        `single-${number}`,
      );
      databases.push(database);
      await database.apply({
        topology: 'Single',
        instances: 1,
        storage: { size: '1Gi', storageClassName: 'local-dynamic' },
        resources: {
          requests: { cpu: '10m', memory: '512Mi' },
          limits: { memory: '512Mi' },
        },
        config: { innodb_buffer_pool_size: '32M' },
        deletionPolicy: 'Delete',
      });
      // All at once, two cores would be busy with their first start for minutes.
      if (number % 4 === 3) await healthy();
    }
    await healthy();
  }

  async function healthy(): Promise<void> {
    for (const database of databases) await database.untilHealthy(300);
  }
};
