import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ArtifactStream, uploadStream } from '../artifact';
import { ScratchMysqld } from '../mysql';
import { connectTo } from '../mysql/ServerLogin';
import { askOne } from '../mysql/ask';
import { BackupJob } from './BackupJob';
import { Copied } from './Copied';
import { cloneIntoScratch } from './cloneIntoScratch';
import { datadirFiles, shares } from './datadirFiles';
import { requireSpace } from './scratchSpace';
import { sourceFacts } from './sourceFacts';
import { checkingOptions, tableChecks } from './tableChecks';
import { tarOf } from './tarOf';
import { requireCloned } from './uncopied';

/** Each stream compresses on a core of its own and holds 32 MiB: two keep the agent below 150 MB. */
const mostStreams = 2;

/**
 * CLONE into scratch space, then tar and zstd. The copy is started once before it is uploaded: it recovers there, once
 * and not at each restore, says which transactions it holds, and its tables are counted.
 */
export async function physicalBackup(job: BackupJob): Promise<Copied> {
  const { source, scratch, programs, progress, signal } = job;
  const connection = await connectTo(source);
  const facts = await requireCloned(connection)
    .then(() => sourceFacts(connection))
    .finally(() => connection.destroy());
  await mkdir(scratch, { recursive: true });
  await requireSpace(scratch, facts.dataBytes);
  const datadir = join(scratch, 'data');
  const mysqld = new ScratchMysqld(
    programs.mysqld,
    scratch,
    datadir,
    facts.server,
  );
  try {
    await cloneIntoScratch(mysqld, source, facts, progress, signal);
    const held = await inspect(mysqld, job);
    const streams = await upload(datadir, job);
    return { ...held, version: facts.version, server: facts.server, streams };
  } finally {
    await mysqld.kill();
  }
}

async function inspect(
  mysqld: ScratchMysqld,
  { progress, signal }: BackupJob,
): Promise<Pick<Copied, 'gtidExecuted' | 'tables'>> {
  progress.begin('start the copy and count its tables');
  // Its accounts are the source’s; nobody but this process reaches the socket.
  await mysqld.start(checkingOptions);
  const connection = await mysqld.connect();
  try {
    const { gtidExecuted } = await askOne(
      connection,
      z.object({ gtidExecuted: z.string() }),
      "SELECT REPLACE(@@global.gtid_executed, '\\n', '') AS gtidExecuted",
    );
    return { gtidExecuted, tables: await tableChecks(mysqld, signal) };
  } finally {
    connection.destroy();
    await mysqld.stop();
  }
}

async function upload(
  datadir: string,
  { store, path, progress, signal, objectBytes }: BackupJob,
): Promise<ArtifactStream[]> {
  const entries = await datadirFiles(datadir);
  const totalBytes = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  progress.begin('upload', totalBytes);
  const failed = new AbortController();
  const both = signal
    ? AbortSignal.any([signal, failed.signal])
    : failed.signal;
  const uploads = shares(
    entries,
    Math.min(mostStreams, availableParallelism()),
  ).map((share, index) =>
    uploadStream(tarOf(datadir, share), {
      ...{ store, key: `${path}/data-${index}`, content: 'tar' },
      ...{ progress, signal: both, objectBytes },
    }),
  );
  try {
    return await Promise.all(uploads);
  } catch (failure) {
    // All must have ended before what they wrote is removed.
    failed.abort();
    await Promise.allSettled(uploads);
    throw failure;
  }
}
