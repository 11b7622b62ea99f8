import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Remediable } from '../../local-cluster/errors.ts';

/**
 * Runs the MySQL client of the built image as a program of this machine, through the image's own loader.
 *
 * @param options - the text of its options file; no argument and no environment variable carries a password
 * @returns its exit code
 */
export async function runLocalClient(
  rootfs: string,
  options: string,
  args: readonly string[],
): Promise<number> {
  const fd = openUnnamed(options);
  const [loader, ...program] = clientCommand(rootfs);
  const child = spawn(
    loader,
    [
      ...program,
      '--defaults-file=/dev/fd/3',
      `--character-sets-dir=${join(rootfs, 'usr/share/mysql/charsets')}`,
      ...args,
    ],
    { stdio: ['inherit', 'inherit', 'inherit', fd] },
  );
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => resolve(code ?? 1));
  });
}

/** A file that has no name any more, so that nothing of it is left however this ends. */
function openUnnamed(content: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'mysql-options-'));
  try {
    const path = join(folder, 'my.cnf');
    writeFileSync(path, content, { mode: 0o600 });
    return openSync(path, 'r');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function clientCommand(rootfs: string): [string, ...string[]] {
  const library = join(rootfs, 'usr/lib');
  const loader = ['usr/lib64', 'usr/lib']
    .map(folder => join(rootfs, folder))
    .filter(existsSync)
    .flatMap(folder =>
      readdirSync(folder)
        .filter(name => /^ld-linux.*\.so\.\d$/.test(name))
        .map(name => join(folder, name)),
    )[0];
  if (!loader || !existsSync(join(rootfs, 'usr/bin/mysql'))) {
    throw new Remediable(
      `${rootfs} holds no MySQL client: run "npm run local:images".`,
    );
  }
  const libraries = readdirSync(library)
    .filter(name => name.endsWith('-linux-gnu'))
    .flatMap(name => [
      join(library, name),
      join(library, name, 'mysql/private'),
    ])
    .concat(join(library, 'mysql/private'))
    .filter(existsSync);
  return [
    loader,
    '--library-path',
    libraries.join(':'),
    join(rootfs, 'usr/bin/mysql'),
  ];
}
