import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from './errors.ts';
import { isAlive, parseRun, runOf } from './liveness.ts';
import { waitFor } from './waitFor.ts';

/**
 * Does the work while no other process of this machine holds the same lock. A lock whose holder is gone counts for
 * nothing, so that a crash blocks nobody.
 *
 * @param onWait - called once if somebody else holds it, with their process id
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  onWait: (holder: number) => void = () => {},
): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  await waitFor(
    async () => {
      const holder = tryLock(path);
      if (holder === undefined) return true;
      if (!told) onWait(holder);
      told = true;
      return false;
    },
    { what: `the lock ${path}`, timeoutMs: 30 * 60_000, intervalMs: 200 },
  );
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Takes the lock, or tells who has it. */
function tryLock(path: string): number | undefined {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify(runOf(process.pid)));
  try {
    // A link appears whole or not at all: nobody ever reads a half-written holder.
    linkSync(own, path);
    return undefined;
  } catch (failure) {
    if (!hasCode(failure, 'EEXIST')) throw failure;
  } finally {
    rmSync(own, { force: true });
  }
  const holder = readHolder(path);
  if (holder !== undefined && isAlive(holder)) return holder.pid;
  breakLock(path);
  return tryLock(path);
}

/** Takes a dead holder's record away. */
function breakLock(path: string): void {
  const broken = `${path}.broken.${process.pid}`;
  try {
    renameSync(path, broken);
    const moved = readHolder(broken);
    // Somebody else was quicker, and this is already their lock.
    if (moved !== undefined && isAlive(moved)) linkSync(broken, path);
  } catch (failure) {
    if (!hasCode(failure, 'ENOENT') && !hasCode(failure, 'EEXIST'))
      throw failure;
  } finally {
    rmSync(broken, { force: true });
  }
}

function readHolder(path: string) {
  try {
    return parseRun(readFileSync(path, 'utf8'));
  } catch (failure) {
    if (hasCode(failure, 'ENOENT')) return undefined;
    throw failure;
  }
}
