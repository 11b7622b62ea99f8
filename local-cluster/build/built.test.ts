import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Recipe } from './built.ts';
import { build, builtPath, filesBelow, hashOf, isBuilt } from './built.ts';
import { scratchFolder } from '../scratchFolder.ts';

// Built results live in one place by design; this name keeps the tests' own apart.
const what = `test-of-built-${process.pid}`;
const made: Recipe[] = [];
after(() =>
  made.forEach(recipe =>
    rmSync(builtPath(recipe), { recursive: true, force: true }),
  ),
);

function recipe(input: string, make: Recipe['make']): Recipe {
  const value = { what, inputs: [input], make };
  made.push(value);
  return value;
}

test('a thing is made once, however many ask for it at the same time', async () => {
  let times = 0;
  const wanted = recipe('a', async into => {
    times++;
    await writeFile(join(into, 'result'), 'made');
  });
  const [one, two] = await Promise.all([build(wanted), build(wanted)]);
  assert.equal(one, two);
  assert.equal(await readFile(join(one, 'result'), 'utf8'), 'made');
  assert.equal(times, 1);
});

test('other inputs make another thing', () => {
  const make = async () => {};
  assert.notEqual(builtPath(recipe('b', make)), builtPath(recipe('c', make)));
  assert.notEqual(hashOf(['ab', 'c']), hashOf(['a', 'bc']));
});

test('what failed half-way is not there, and the next one starts from nothing', async () => {
  const failing = recipe('d', async into => {
    writeFileSync(join(into, 'half'), '');
    throw new Error('compiler says no');
  });
  await assert.rejects(build(failing), /compiler says no/);
  assert.equal(isBuilt(failing), false);
  const path = await build({ ...failing, make: async () => {} });
  assert.equal(existsSync(join(path, 'half')), false);
});

test('a changed file changes the hash, its place in the repository does not', () => {
  const [here, there] = [1, 2].map(() => scratchFolder('files'));
  assert.ok(here && there);
  for (const folder of [here, there])
    writeFileSync(join(folder, 'a.go'), 'package a');
  const hash = (folder: string) =>
    hashOf(filesBelow(folder, name => name.endsWith('.go')));
  assert.equal(hash(here), hash(there));
  writeFileSync(join(there, 'README.md'), 'not a source');
  assert.equal(hash(here), hash(there));
  writeFileSync(join(there, 'a.go'), 'package b');
  assert.notEqual(hash(here), hash(there));
});
