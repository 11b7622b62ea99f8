import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file or folder of a data directory. */
export interface DatadirEntry {
  /** Below the data directory. */
  readonly path: string;
  readonly bytes: number;
  readonly folder: boolean;
}

/**
 * What a server makes anew, and what is one server’s alone: its identity (two servers of one server_uuid can’t
 * replicate), its keys, its settings, its temporary files.
 */
const left: readonly RegExp[] = [
  /^auto\.cnf$/,
  /^mysqld-auto\.cnf$/,
  /\.pem$/,
  /\.(pid|sock|lock|err|log)$/,
  /^ib_buffer_pool$/,
  /^ibtmp1$/,
  /^#innodb_temp(\/|$)/,
  /^#clone(\/|$)/,
  // Spare files of the redo log: a server that starts deletes them.
  /^#innodb_redo\/#ib_redo\d+_tmp$/,
  /^#ib_archive/,
  /^binlog\./,
];

/** The files of a server that was shut down, as they belong into a backup; folders come before what is in them. */
export async function datadirFiles(datadir: string): Promise<DatadirEntry[]> {
  const found = await readdir(datadir, {
    recursive: true,
    withFileTypes: true,
  });
  const entries: DatadirEntry[] = [];
  for (const entry of found) {
    const path = join(entry.parentPath, entry.name).slice(datadir.length + 1);
    const wanted = entry.isFile() || entry.isDirectory();
    if (!wanted || left.some(pattern => pattern.test(path))) continue;
    const { size } = await stat(join(datadir, path));
    const folder = entry.isDirectory();
    entries.push({ path, bytes: folder ? 0 : size, folder });
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Shares files among streams so that all are about as long. */
export function shares(
  entries: readonly DatadirEntry[],
  count: number,
): DatadirEntry[][] {
  const made = Array.from({ length: count }, () => ({
    bytes: 0,
    entries: new Array<DatadirEntry>(),
  }));
  for (const entry of [...entries].sort((a, b) => b.bytes - a.bytes)) {
    const [smallest] = [...made].sort((a, b) => a.bytes - b.bytes);
    smallest.bytes += entry.bytes;
    smallest.entries.push(entry);
  }
  return made.filter(share => share.entries.length > 0).map(s => s.entries);
}
