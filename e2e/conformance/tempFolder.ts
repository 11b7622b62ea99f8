import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** Three data directories and a template, with room to spare. */
const neededBytes = 3 * 1024 ** 3;

/**
 * In memory where there is room: these tests start a hundred servers and look at no disk. Benches do, and name a folder
 * on one.
 */
function parent(): string {
  const { MYSQLHA_TEMP_FOLDER: given } = process.env;
  if (given) return given;
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= neededBytes ? memory : tmpdir();
}

/** A fresh folder that is removed when the test process ends. */
export function tempFolder(): string {
  if (folders.size === 0) process.once('exit', removeAll);
  const folder = mkdtempSync(join(parent(), 'conformance-'));
  folders.add(folder);
  return folder;
}

function removeAll(): void {
  for (const folder of folders)
    rmSync(folder, { recursive: true, force: true });
}
