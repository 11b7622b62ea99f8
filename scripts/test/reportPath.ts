import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { localDirectory } from '../../local-cluster/instance.ts';

/** A file for what one stage reports, in a folder that is there. */
export function reportPath(name: string): string {
  const folder = join(localDirectory, 'test');
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}
