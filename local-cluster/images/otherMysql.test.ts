import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otherMysqlRecipes } from './otherMysql.ts';

const noble = 'deb http://archive.example/ubuntu noble main universe';
const newer =
  'deb [signed-by=/usr/share/keyrings/other.gpg arch=amd64] http://archive.example/ubuntu resolute main';

test('without other sources there is no other MySQL', () => {
  assert.deepEqual(otherMysqlRecipes(''), []);
});

test('each source makes a MySQL of its own, once', () => {
  const [one, other] = otherMysqlRecipes(`${noble}\n\n  ${newer}\n`);
  assert.ok(one && other);
  assert.notDeepEqual(one.inputs, other.inputs);
  assert.deepEqual(otherMysqlRecipes(noble)[0]?.inputs, one.inputs);
});

test('a line that is no source is shown, with the form that it must have', () => {
  for (const line of ['http://archive.example/ubuntu', 'deb noble main'])
    assert.throws(
      () => otherMysqlRecipes(line),
      new RegExp(`line “${line}”.*write it as “deb \\[signed-by`),
    );
});
