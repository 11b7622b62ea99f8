import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { debianMirror, mysqlVersion } from './mysqlRootfs.ts';
import { scratchFolder } from '../scratchFolder.ts';

function sources(files: Record<string, string>): string {
  const directory = scratchFolder('apt');
  mkdirSync(join(directory, 'sources.list.d'));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(directory, name), text);
  return directory;
}

const security =
  'Types: deb\nURIs: http://mirror.example/debian-security\nSuites: bookworm-security\nComponents: main\n';
const main =
  'Types: deb\n# as of May\nURIs: http://mirror.example/debian\nSuites: bookworm bookworm-updates\nComponents: main\n';

test('the mirror is the one from which this machine gets Debian itself', () => {
  const cases = [
    sources({ 'sources.list.d/debian.sources': `${security}\n${main}` }),
    sources({
      'sources.list':
        'deb http://mirror.example/debian bookworm main contrib\n',
    }),
    sources({
      'sources.list':
        'deb [arch=amd64 signed-by=/x.gpg] http://mirror.example/debian/ bookworm main\n',
      'sources.list.d/cloud.list':
        'deb https://packages.example/apt cloud-sdk-bookworm main\n',
    }),
  ];
  for (const directory of cases)
    assert.match(
      debianMirror(directory),
      /^http:\/\/mirror\.example\/debian\/?$/,
    );
});

test('a machine that has no Debian source is told so', () => {
  const directory = sources({ 'sources.list.d/debian.sources': security });
  assert.throws(
    () => debianMirror(directory),
    /No Debian archive .* or set KUBECONFIG/,
  );
});

test('the version is what dpkg says of mysqld, without Debian’s revision', async () => {
  const built = scratchFolder('rootfs');
  mkdirSync(join(built, 'rootfs/var/lib/dpkg'), { recursive: true });
  writeFileSync(
    join(built, 'rootfs/var/lib/dpkg/status'),
    'Package: mysql-client\nVersion: 9.7.3-1\n\nPackage: mysql-server-core\nStatus: install ok installed\nVersion: 9.7.4-2\n',
  );
  assert.equal(await mysqlVersion(built), '9.7.4');
});
