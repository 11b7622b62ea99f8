// The agent as one file that needs only Node: `node bundle.mjs OUTFILE`.
import { build } from 'esbuild';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));

await build({
  entryPoints: [join(folder, 'src/bin.ts')],
  outfile: process.argv[2],
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
});
