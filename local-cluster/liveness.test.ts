import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { isAlive, parseRun, runOf } from './liveness.ts';

const me = runOf(process.pid);

test('this very process is alive', () => {
  assert.ok(me);
  assert.equal(isAlive(me), true);
});

test('another program that was given the same process id is not taken for the one we knew', () => {
  assert.ok(me);
  assert.equal(isAlive({ ...me, startTime: '1' }), false);
  assert.equal(isAlive({ ...me, bootId: 'of the last boot' }), false);
});

test('a process that has ended is gone', async () => {
  const child = spawn('sleep', ['100']);
  assert.ok(child.pid);
  const run = runOf(child.pid);
  assert.ok(run && isAlive(run));
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(isAlive(run), false);
});

test('a record survives JSON, and nonsense is no record', () => {
  assert.deepEqual(parseRun(JSON.stringify(me)), me);
  for (const text of [
    '',
    '{',
    'null',
    '{"pid":"1"}',
    '{"pid":1,"startTime":2,"bootId":"x"}',
  ]) {
    assert.equal(parseRun(text), undefined);
  }
});
