import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'dist-types', 'coverage']);

/**
 * Twelve hex digits that stand for the names and contents of files and of all files below folders.
 *
 * @param root - names count from here, so that a clone elsewhere has the same hash
 */
export function contentHash(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(each => filesAt(join(root, each)))) {
    const content = readFileSync(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 12);
}

function filesAt(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path)
    .filter(name => !skipped.has(name))
    .sort()
    .flatMap(name => filesAt(join(path, name)));
}
