import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../local-cluster/run.ts';
import type { Collected } from './collect.ts';

/** Writes one compressed archive whose files lie in a folder of its name, for its owner's eyes. */
export async function writeArchive(
  archive: string,
  folder: string,
  files: Collected,
): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'mysql-ha-support-'));
  try {
    for (const [path, content] of files) {
      const file = join(work, folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content, { mode: 0o600 });
    }
    await writeFile(archive, '', { mode: 0o600 });
    await run('tar', [
      ...['--owner=0', '--group=0', '--numeric-owner'],
      ...['-C', work, '-czf', archive, folder],
    ]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
