import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A program of the unpacked MySQL image and the arguments that it needs to run outside of it. */
export interface RootfsProgram {
  readonly command: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const builtFolder = resolve(__dirname, '../../.local/built');

/**
 * The unpacked MySQL image: `MYSQL_ROOTFS`, else the newest that `npm run local:images` built.
 *
 * @throws when there is none: a conformance test that has no server must not pass
 */
export function findRootfs(): string {
  const given = process.env.MYSQL_ROOTFS;
  const candidates = given
    ? [resolve(given)]
    : foldersByAge(builtFolder)
        .filter(path => /\/mysql-rootfs-[^/]+$/.test(path))
        .map(path => join(path, 'rootfs'));
  const found = candidates.find(path =>
    existsSync(join(path, 'usr/sbin/mysqld')),
  );
  if (!found) {
    throw new Error(
      `no usr/sbin/mysqld in ${candidates.join(', ') || builtFolder}: ` +
        'run `npm run local:images`, or set MYSQL_ROOTFS to an unpacked image that holds MySQL Server',
    );
  }
  return found;
}

/**
 * mysqld as a program of this machine: started through the image's own loader, so that neither root nor chroot is
 * needed and the machine's C library doesn't matter.
 */
export function mysqldProgram(rootfs: string): RootfsProgram {
  const { command, before } = throughLoader(rootfs, 'usr/sbin/mysqld');
  return {
    command,
    before,
    after: [
      `--basedir=${join(rootfs, 'usr')}`,
      `--lc-messages-dir=${join(rootfs, 'usr/share/mysql')}`,
      `--character-sets-dir=${join(rootfs, 'usr/share/mysql/charsets')}`,
      `--plugin-dir=${join(rootfs, 'usr/lib/mysql/plugin')}`,
      ...(process.getuid?.() === 0 ? ['--user=root'] : []), // mysqld refuses root unless it is named
    ],
  };
}

/** A client program of the image, such as `mysqlbinlog`. */
export function clientProgram(
  rootfs: string,
  name: string,
): Omit<RootfsProgram, 'after'> {
  return throughLoader(rootfs, `usr/bin/${name}`);
}

function throughLoader(
  rootfs: string,
  program: string,
): Omit<RootfsProgram, 'after'> {
  const loader = ['usr/lib64', 'lib64', 'usr/lib']
    .map(folder => join(rootfs, folder))
    .filter(existsSync)
    .flatMap(folder =>
      readdirSync(folder)
        .filter(name => /^ld-linux.*\.so\.\d$/.test(name))
        .map(name => join(folder, name)),
    )[0];
  if (!loader)
    throw new Error(
      `no loader (ld-linux*.so) in ${rootfs}: is it a Linux image of this machine's kind?`,
    );
  const libraries = readdirSync(join(rootfs, 'usr/lib'))
    .filter(name => name.endsWith('-linux-gnu'))
    .concat('mysql/private')
    .map(name => join(rootfs, 'usr/lib', name));
  return {
    command: loader,
    before: ['--library-path', libraries.join(':'), join(rootfs, program)],
  };
}

function foldersByAge(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map(name => join(folder, name))
    .filter(path => statSync(path).isDirectory())
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}
