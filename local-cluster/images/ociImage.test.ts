import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { digestOf } from './images.ts';
import { writeOciImage } from './ociImage.ts';
import { scratchFolder } from '../scratchFolder.ts';

async function imageOf(text: string, written: number): Promise<string> {
  const folder = scratchFolder('image');
  const [rootfs, into] = [join(folder, 'rootfs'), join(folder, 'image')];
  mkdirSync(rootfs);
  mkdirSync(into);
  writeFileSync(join(rootfs, 'program'), text);
  utimesSync(join(rootfs, 'program'), written, written);
  await writeOciImage(rootfs, { Entrypoint: ['/program'] }, into);
  return into;
}

const digest = (directory: string) => digestOf({ directory, names: [] });

test('the same files make the same image, whenever they were written', async () => {
  assert.equal(
    await digest(await imageOf('a', 1)),
    await digest(await imageOf('a', 1000)),
  );
  assert.notEqual(
    await digest(await imageOf('a', 1)),
    await digest(await imageOf('b', 1)),
  );
});

test('every blob is named by its own hash and the manifest leads to all of them', async () => {
  const directory = await imageOf('a', 1);
  const read = (name: string) =>
    readFileSync(join(directory, 'blobs/sha256', name.replace('sha256:', '')));
  const manifestDigest = await digest(directory);
  const manifest = JSON.parse(read(manifestDigest).toString());
  for (const name of [
    manifestDigest,
    manifest.config.digest,
    manifest.layers[0].digest,
  ]) {
    assert.equal(
      `sha256:${createHash('sha256').update(read(name)).digest('hex')}`,
      name,
    );
  }
  assert.equal(manifest.layers[0].size, read(manifest.layers[0].digest).length);
  assert.deepEqual(JSON.parse(read(manifest.config.digest).toString()).config, {
    Entrypoint: ['/program'],
  });
  assert.equal(existsSync(join(directory, 'oci-layout')), true);
});
