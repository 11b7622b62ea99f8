/** What the agent is measured against: the same work done in the plainest way. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import {
  type S3Access,
  S3Store,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { rootfsPrograms } from '../../e2e/backup/programs';
import { type Mysqld, startMysqlds } from '../../e2e/conformance/mysqld';
import { serverSettings } from './dataset';

const piece = randomBytes(1024 ** 2);

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Writes a file of so many bytes until the disk has it. */
export async function writeToDisk(
  folder: string,
  bytes: number,
): Promise<number> {
  const path = join(folder, 'yardstick');
  const ms = await timed(async () => {
    const file = await open(path, 'w');
    for (let written = 0; written < bytes; written += piece.length)
      await file.write(piece);
    await file.sync();
    await file.close();
  });
  await rm(path);
  return ms;
}

/** What a store takes and gives when nothing else is done. */
interface StoreTimes {
  readonly writingMs: number;
  readonly readingMs: number;
}

/** Writes an object of so many bytes, and reads it. */
export async function throughStore(
  access: S3Access,
  bytes: number,
): Promise<StoreTimes> {
  const store = new S3Store(access);
  const pieces = Array.from(
    { length: Math.ceil(bytes / piece.length) },
    () => piece,
  );
  const writingMs = await timed(() =>
    store.put('yardstick', Readable.from(pieces, { objectMode: false })),
  );
  const readingMs = await timed(async () => {
    for await (const _ of await store.get('yardstick'));
  });
  await store.remove(['yardstick']);
  store.close();
  return { writingMs, readingMs };
}

/** Fills an empty server by CLONE. */
export async function plainClone(source: Mysqld): Promise<number> {
  const [recipient] = await startMysqlds(1, serverSettings);
  if (!recipient) throw new Error('one was asked for');
  recipient.managed = false;
  await recipient.run(
    'SET GLOBAL super_read_only=OFF',
    `SET GLOBAL clone_valid_donor_list='127.0.0.1:${source.port}'`,
  );
  const ms = await timed(async () => {
    await recipient
      .run(
        `CLONE INSTANCE FROM 'admin'@'127.0.0.1':${source.port} IDENTIFIED BY ''`,
      )
      // It ends with the server, or with the word that nobody restarts it.
      .catch(() => {});
    await recipient.ended(300_000);
  });
  await recipient.remove();
  return ms;
}

/** `mysqldump | zstd`, into a file. */
export async function plainDump(source: Mysqld, file: string): Promise<number> {
  const { command, before = [] } = rootfsPrograms().mysqldump;
  return timed(async () => {
    const dump = spawn(
      command,
      [
        ...before,
        ...['--no-defaults', '--host=127.0.0.1', `--port=${source.port}`],
        ...['--user=admin', '--single-transaction', '--set-gtid-purged=ON'],
        ...['--routines', '--events', '--triggers', '--hex-blob'],
        ...['--no-tablespaces', '--databases', 'bench'],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = endOf(dump, 'mysqldump');
    await pipeline(dump.stdout, createZstdCompress(), createWriteStream(file));
    await ended;
  });
}

/** `zstd -d | mysql`, into a server as an instance of a cluster is one. */
export async function plainLoad(file: string): Promise<number> {
  const [server] = await startMysqlds(1, {
    ...serverSettings,
    disable_log_bin: 'ON',
    log_replica_updates: 'OFF',
  });
  if (!server) throw new Error('one was asked for');
  await server.run(
    'SET GLOBAL super_read_only=OFF',
    'SET GLOBAL read_only=OFF',
  );
  const { command, before = [] } = rootfsPrograms().mysql;
  const ms = await timed(async () => {
    const client = spawn(
      command,
      [
        ...before,
        ...['--no-defaults', `--socket=${server.socket}`, '--user=root'],
        '--binary-mode',
      ],
      { stdio: ['pipe', 'ignore', 'inherit'] },
    );
    const ended = endOf(client, 'mysql');
    await pipeline(
      createReadStream(file),
      createZstdDecompress(),
      client.stdin,
    );
    await ended;
  });
  await server.remove();
  return ms;
}

async function endOf(child: ChildProcess, name: string): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${name} failed (exit ${code})`);
}
