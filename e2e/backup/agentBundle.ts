import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
let made: string | undefined;

/** The agent as it is in its image, one file; made once for each run, as it is not what its sources are alone. */
export function agentBundle(): string {
  if (made === undefined) {
    const file = join(root, '.local', 'test', 'agent.cjs');
    const script = join(root, 'plugins/mysql-ha-agent/scripts/bundle.mjs');
    execFileSync(process.execPath, [script, file]);
    made = file;
  }
  return made;
}
