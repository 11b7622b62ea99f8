// `npm start`: gets Node 24, which the rest needs, and goes on with it. Only this file and toolchain.mjs run on the
// machine's own Node.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installToolchain, toolchainEnv } from './toolchain.mjs';

const started = Date.now();
installToolchain();
const child = spawn(
  'node',
  [
    join(dirname(fileURLToPath(import.meta.url)), 'start.ts'),
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
    env: toolchainEnv({ ...process.env, MYSQLHA_STARTED_AT: `${started}` }),
  },
);
// Ctrl-C reaches the child through the terminal too; it takes several signals in a row as one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : code ?? 1));
