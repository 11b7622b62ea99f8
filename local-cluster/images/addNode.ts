import { execFile } from 'node:child_process';
import { copyFile, mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Adds this Node to a root file system, at /usr/bin/node, with the libraries that the loader finds for it here. */
export async function addNode(rootfs: string): Promise<void> {
  const node = join(rootfs, 'usr/bin/node');
  await mkdir(dirname(node), { recursive: true });
  await copyFile(process.execPath, node);
  const { stdout } = await promisify(execFile)('ldd', [process.execPath]);
  for (const [, library = ''] of stdout.matchAll(/(\/\S+) \(0x/g)) {
    const copy = join(rootfs, library);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(await realpath(library), copy);
  }
}
