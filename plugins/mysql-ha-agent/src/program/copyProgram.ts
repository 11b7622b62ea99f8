import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies Node and this program into a folder that a container of another image mounts: so the agent runs beside MySQL’s
 * programs of whatever image a cluster has.
 */
export async function copyProgram(
  folder: string,
  program: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [from, name] of [
    [process.execPath, 'node'],
    [program, 'agent.cjs'],
  ]) {
    const unfinished = join(folder, `.${name}`);
    await copyFile(from, unfinished);
    await rename(unfinished, join(folder, name));
  }
}
