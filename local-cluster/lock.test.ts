import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withLock } from './lock.ts';
import { scratchFolder } from './scratchFolder.ts';

const newLock = () => join(scratchFolder('lock'), 'lock');

test('works one after the other, and tells the second one who has the lock', async () => {
  const path = newLock();
  const order: string[] = [];
  let second: Promise<void> | undefined;
  await withLock(path, async () => {
    await new Promise<void>(holderIsTold => {
      second = withLock(
        path,
        async () => {
          order.push('second');
        },
        holder => {
          assert.equal(holder, process.pid);
          order.push('second waits');
          holderIsTold();
        },
      );
    });
    order.push('first ends');
  });
  await second;
  assert.deepEqual(order, ['second waits', 'first ends', 'second']);
  assert.equal(existsSync(path), false);
});

for (const [what, holder] of [
  [
    'a holder that has ended',
    JSON.stringify({ pid: 999_999_999, startTime: '1', bootId: 'x' }),
  ],
  [
    'a process id that is used again',
    JSON.stringify({ pid: process.pid, startTime: '1', bootId: 'x' }),
  ],
  ['half a record', '{"pid":'],
] as const) {
  test(`a lock left by ${what} blocks nobody`, async () => {
    const path = newLock();
    writeFileSync(path, holder);
    assert.equal(await withLock(path, async () => 'done'), 'done');
  });
}

test('a failure lets go of the lock', async () => {
  const path = newLock();
  await assert.rejects(
    withLock(path, async () => {
      throw new Error('no');
    }),
    /no/,
  );
  assert.equal(existsSync(path), false);
});
