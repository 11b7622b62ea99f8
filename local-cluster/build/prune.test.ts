import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { prune } from './prune.ts';
import { scratchFolder } from '../scratchFolder.ts';

test('keeps the newest two of each thing and what a machine uses, and nothing else that was built', () => {
  const local = scratchFolder('prune');
  const built = join(local, 'built');
  const machine = join(local, 'clusters/default/machines/node-1');
  mkdirSync(machine, { recursive: true });
  const names = ['1', '2', '3', '4'].map(digit => `kube-${digit.repeat(12)}`);
  names.forEach((name, age) => {
    mkdirSync(join(built, name), { recursive: true });
    utimesSync(join(built, name), 1000 - age, 1000 - age);
  });
  mkdirSync(join(built, 'pause-111111111111'));
  mkdirSync(join(built, 'notes'));
  writeFileSync(
    join(machine, 'spec.json'),
    JSON.stringify({ source: join(built, 'kube-444444444444') }),
  );
  prune(local);
  assert.deepEqual(readdirSync(built).sort(), [
    'kube-111111111111',
    'kube-222222222222',
    'kube-444444444444',
    'notes',
    'pause-111111111111',
  ]);
});
