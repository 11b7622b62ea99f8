// The operator as one file that needs only Node and better-sqlite3: `node bundle.mjs OUTFILE`.
// The backend's framework can speak to every cloud's databases, caches and identities; what the operator never asks of
// it is left out, which is half of the file.
import { build } from 'esbuild';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Databases other than the one in memory, caches, clouds, and the compiler behind configuration schemas. */
const neverUsed =
  /^(pg|pg-format|pg-query-stream|pg-connection-string|mysql|mariadb|oracledb|tedious|sqlite3|typescript|typescript-json-schema|@google-cloud\/.*|@azure\/.*|@aws-sdk\/.*|@smithy\/.*|@redis\/.*|@keyv\/.*|keyv|infinispan)(\/.*)?$/;

const leaveOut = {
  name: 'leave out what is never used',
  setup(bundle) {
    bundle.onResolve({ filter: neverUsed }, ({ path }) => ({
      path,
      namespace: 'left-out',
    }));
    bundle.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

await build({
  entryPoints: [join(folder, 'src/index.ts')],
  outfile: process.argv[2],
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'error',
  // A native module, whose file can’t be bundled; the others are tried for, and done without.
  external: [
    'better-sqlite3',
    'fsevents',
    'bufferutil',
    'utf-8-validate',
    'kerberos',
  ],
  plugins: [leaveOut],
});
