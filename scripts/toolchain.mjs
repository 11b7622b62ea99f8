// Node 24 and Yarn 4, fetched by npm into .local/tools, so that the machine's own Node only has to run this file.
//   node scripts/toolchain.mjs                 installs what is missing
//   node scripts/toolchain.mjs CMD [ARG ...]   and runs CMD with both on its PATH
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  rmSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_VERSION = '24.21.0';
const OLDEST_NODE = 20;
// How npm names the packages that hold Node for one kind of machine.
const nodePackage = `node-${process.platform}-${process.arch}`;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const tools = join(root, '.local', 'tools');
const bin = join(tools, 'bin');
const yarnVersion = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).packageManager.split('@')[1];

/** Installs the pinned Node and Yarn unless they are there; says what it does. */
export function installToolchain() {
  checkMachine();
  const stamp = join(tools, `node-${NODE_VERSION}_yarn-${yarnVersion}`);
  if (existsSync(stamp)) return;
  process.stderr.write(
    `toolchain: Node ${NODE_VERSION} and Yarn ${yarnVersion} …\n`,
  );
  rmSync(tools, { recursive: true, force: true });
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(tools, 'package.json'), '{"private":true}\n');
  try {
    execFileSync(
      'npm',
      [
        'install',
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        '--ignore-scripts',
        `${nodePackage}@${NODE_VERSION}`,
        `@yarnpkg/cli-dist@${yarnVersion}`,
      ],
      { cwd: tools, stdio: ['ignore', 'ignore', 'inherit'] },
    );
  } catch {
    giveUp(
      `npm could not install ${nodePackage}@${NODE_VERSION} and Yarn ${yarnVersion}: see what it says above, and check that "npm ping" reaches a registry.`,
    );
  }
  symlinkSync(`../node_modules/${nodePackage}/bin/node`, join(bin, 'node'));
  const yarn = join(bin, 'yarn');
  writeFileSync(
    yarn,
    `#!/bin/sh\nexec "${bin}/node" "${tools}/node_modules/@yarnpkg/cli-dist/bin/yarn.js" "$@"\n`,
  );
  chmodSync(yarn, 0o755);
  writeFileSync(stamp, '');
}

function checkMachine() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    giveUp(
      `This is Node ${process.versions.node}, and Node ${OLDEST_NODE} or newer is needed to begin with: install it from https://nodejs.org.`,
    );
  }
  if (process.platform === 'win32') {
    giveUp(
      'This runs on Linux, and on macOS with a cluster elsewhere: on Windows use WSL (https://learn.microsoft.com/windows/wsl).',
    );
  }
}

function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

/** The environment in which Node 24 and Yarn 4 are found first. */
export function toolchainEnv(base = process.env) {
  return {
    ...base,
    PATH: `${bin}:${join(root, 'node_modules', '.bin')}:${base.PATH}`,
    // node-gyp must see the headers of the Node that runs, not the machine's.
    npm_config_nodedir: join(tools, 'node_modules', nodePackage),
    YARN_ENABLE_TELEMETRY: '0',
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installToolchain();
  const [command, ...args] = process.argv.slice(2);
  if (command) {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: toolchainEnv(),
    });
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.on(signal, () => child.kill(signal));
    child.on('error', error => {
      process.stderr.write(
        `toolchain: cannot run ${command}: ${error.message}\n`,
      );
      process.exit(127);
    });
    child.on('exit', (code, signal) => process.exit(signal ? 1 : code ?? 1));
  }
}
