import { statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tempFolder } from '../../e2e/conformance/tempFolder';
import { startMysqlds } from '../../e2e/conformance/mysqld';
import { startS3 } from '../../e2e/stores/s3';
import { seconds } from '../seconds';
import { type AgentRun, runAgent } from './BenchAgent';
import type { Part } from './Part';
import { dataBytes, fill, serverSettings } from './dataset';
import { megabytes, megabytesPerSecond } from './units';
import {
  plainClone,
  plainDump,
  plainLoad,
  throughStore,
  writeToDisk,
} from './yardsticks';

/** What one way took. */
interface Way {
  readonly name: string;
  readonly ms: number;
  /** Of the data, whatever went over the wire. */
  readonly bytes: number;
  readonly peakBytes?: number;
  readonly storedBytes?: number;
  readonly steps?: AgentRun['steps'];
}

/** How fast data get into a store and back, beside what others do on the same machine in the same run. */
export const throughput: Part = async ({ bytes, say }) => {
  const folder = tempFolder();
  const s3 = await startS3();
  const [source] = await startMysqlds(1, serverSettings);
  if (!source) throw new Error('one was asked for');
  const ways: Way[] = [];
  const took = (way: Way) => {
    ways.push(way);
    say(
      `${way.name}: ${seconds(way.ms)}, ${megabytesPerSecond(
        way.bytes,
        way.ms,
      )}`,
    );
  };
  try {
    await source.run(
      'SET GLOBAL super_read_only=OFF',
      'SET GLOBAL read_only=OFF',
    );
    await fill(source, bytes);
    const data = await dataBytes(source);
    say(`${megabytes(data)} of data`);
    took({
      name: 'writing a file, with fsync',
      bytes: data,
      ms: await writeToDisk(folder, data),
    });
    const alone = await throughStore(s3.access, data);
    took({
      name: 'writing to the store, nothing else',
      bytes: data,
      ms: alone.writingMs,
    });
    took({
      name: 'reading from the store, nothing else',
      bytes: data,
      ms: alone.readingMs,
    });
    took({ name: 'CLONE alone', bytes: data, ms: await plainClone(source) });

    const { kind, bucket, prefix, endpoint, forcePathStyle } = s3.access;
    const store = { kind, bucket, prefix, endpoint, forcePathStyle };
    const dump = join(folder, 'dump.sql.zst');
    for (const method of ['Physical', 'Logical'] as const) {
      if (method === 'Logical') {
        const ms = await plainDump(source, dump);
        took({
          name: 'mysqldump | zstd > file',
          bytes: data,
          ms,
          storedBytes: statSync(dump).size,
        });
      }
      const path = `bench/orders/${method}`;
      const scratch = join(folder, 'scratch');
      const run = await runAgent(
        {
          ...{ verb: 'backup', path, scratch, store, method },
          cluster: { namespace: 'bench', name: 'orders' },
          source: { name: source.name, host: '127.0.0.1', port: source.port },
        },
        s3.access,
      );
      await rm(scratch, { recursive: true, force: true });
      const storedBytes = Number(run.result.sizeBytes);
      took({ name: `${method} backup`, bytes: data, ...run, storedBytes });
      if (method === 'Logical')
        took({
          name: 'zstd -d < file | mysql',
          bytes: data,
          ms: await plainLoad(dump),
        });
      const datadir = join(folder, 'restored');
      await mkdir(datadir);
      const back = await runAgent(
        {
          ...{ verb: 'restore', path, store, datadir },
          scratch: join(folder, 'restoring'),
        },
        s3.access,
      );
      took({ name: `${method} restore`, bytes: data, ...back });
      await rm(datadir, { recursive: true });
    }
  } finally {
    await source.remove();
    await s3.remove();
    await rm(folder, { recursive: true, force: true });
  }
  const rate = (name: string) => {
    const way = ways.find(one => one.name === name);
    return way ? megabytesPerSecond(way.bytes, way.ms) : '–';
  };
  const peak = Math.max(...ways.map(({ peakBytes = 0 }) => peakBytes));
  return {
    report: {
      title: 'Backups and restores, in MB/s',
      what: 'A database like sysbench’s, whose text shrinks to about half, on a mysqld of this machine; a real S3 server on the same disk. The agent runs as a Job runs it, with all of its checks: a Physical backup clones, starts the copy, counts and checksums every table, and then compresses and uploads; a restore downloads, compares each object’s sha256, starts the data and counts and checksums every table again. The yardsticks do none of this. MB/s are of the data as they lie on the source’s disk, for all ways alike.',
      head: ['way', 'took', 'MB/s', 'most memory of the agent', 'stored'],
      rows: ways.map(way => [
        way.name,
        seconds(way.ms),
        megabytesPerSecond(way.bytes, way.ms),
        way.peakBytes === undefined ? '' : megabytes(way.peakBytes),
        way.storedBytes === undefined ? '' : megabytes(way.storedBytes),
      ]),
      notes: ways.flatMap(({ name, steps }) =>
        steps
          ? [
              `${name}: ${steps
                .map(
                  ({ name: step, ms, cpuMs }) =>
                    `${step} ${seconds(ms)} (the agent computed for ${seconds(
                      cpuMs,
                    )})`,
                )
                .join(', ')}.`,
            ]
          : [],
      ),
      raw: ways,
    },
    headlines: [
      {
        figure: 'Physical backup',
        value: `${rate('Physical backup')}; CLONE alone ${rate(
          'CLONE alone',
        )}, store alone ${rate('writing to the store, nothing else')}`,
      },
      {
        figure: 'Physical restore',
        value: `${rate('Physical restore')}; store alone ${rate(
          'reading from the store, nothing else',
        )}, writing a file ${rate('writing a file, with fsync')}`,
      },
      {
        figure: 'Logical backup',
        value: `${rate('Logical backup')}; mysqldump | zstd ${rate(
          'mysqldump | zstd > file',
        )}`,
      },
      {
        figure: 'Logical restore',
        value: `${rate('Logical restore')}; zstd -d | mysql ${rate(
          'zstd -d < file | mysql',
        )}`,
      },
      {
        figure: 'most memory of the agent',
        value: megabytes(peak),
        aim: 'under 150 MB',
      },
    ],
  };
};
