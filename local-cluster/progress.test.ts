import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inWords, lines, step } from './progress.ts';

test('durations read as a person says them', () => {
  assert.deepEqual([0.26, 9.94, 42.4, 60, 230].map(inWords), [
    '0.3 s',
    '9.9 s',
    '42 s',
    '1 min 0 s',
    '3 min 50 s',
  ]);
});

test('a quick step takes one line, a slow one is announced with its estimate', async () => {
  const written: string[] = [];
  const progress = lines(line =>
    written.push(line.replace(/^ *[\d.]+ s {2}/, '')),
  );
  await step(progress, 'quick', async () => {});
  await step(progress, 'slow', async () => {}, 90);
  assert.deepEqual(written, ['✓ quick', '… slow, about 1 min 30 s', '✓ slow']);
});

test('a step that fails is not reported as done', async () => {
  const written: string[] = [];
  const failing = step(
    lines(line => written.push(line)),
    'broken',
    async () => {
      throw new Error('no');
    },
  );
  await assert.rejects(failing, /no/);
  assert.deepEqual(written, []);
});
