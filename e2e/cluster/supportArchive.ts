import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from '../stand';

/** What `npm run support` puts into its archive: contents by path. */
export function supportArchive({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'support-'));
  try {
    execFileSync(
      process.execPath,
      [join(ROOT, 'scripts/support.ts'), `${namespace}/${name}`],
      {
        cwd: ROOT,
        env: { ...process.env, NODE_OPTIONS: '', INIT_CWD: folder },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [archive] = readdirSync(folder);
    execFileSync('tar', ['-C', folder, '-xzf', join(folder, archive)]);
    const unpacked = join(folder, archive.replace(/\.tar\.gz$/, ''));
    return new Map(
      readdirSync(unpacked, { recursive: true, encoding: 'utf8' })
        .map(path => join(unpacked, path))
        .filter(path => statSync(path).isFile())
        .map(path => [relative(unpacked, path), readFileSync(path, 'utf8')]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
