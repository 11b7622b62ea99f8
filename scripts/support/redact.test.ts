import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Redaction } from './redact.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const secret = {
  kind: 'Secret',
  metadata: {
    name: 'orders-app',
    namespace: 'shop',
    annotations: { last: `{"password":"${base64('p"ss/word+1')}"}` },
  },
  data: { username: base64('orders'), password: base64('p"ss/word+1') },
};

test('a value of a Secret is found however it is written', () => {
  const redaction = new Redaction([secret]);
  const texts = [
    'password p"ss/word+1 refused',
    `uri mysql://orders:${encodeURIComponent('p"ss/word+1')}@host`,
    JSON.stringify({ data: { password: base64('p"ss/word+1') } }),
    JSON.stringify({ log: 'p"ss/word+1' }),
  ];
  for (const text of texts) {
    const redacted = redaction.text(text);
    assert.ok(redacted.includes('‹orders-app/password›'), redacted);
    assert.ok(!redacted.includes('ss/word'), redacted);
    assert.ok(!redacted.includes('ss%2Fword'), redacted);
  }
});

test('the name of the database stays legible', () => {
  const redaction = new Redaction([secret]);
  assert.equal(
    redaction.text('cluster shop/orders is up'),
    'cluster shop/orders is up',
  );
});

test('of a Secret itself the keys and lengths remain', () => {
  const shown = JSON.stringify(Redaction.secret(secret));
  assert.ok(shown.includes('"password":"11 bytes"'), shown);
  assert.ok(!shown.includes(base64('p"ss/word+1')), shown);
});
