import assert from 'node:assert/strict';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../../local-cluster/instance.ts';

const deploy = join(repositoryRoot, 'deploy');
const chart = join(deploy, 'chart/mysql-ha');

test('the chart has no copy of the rights and of the resource definitions, but the very files', () => {
  assert.equal(
    realpathSync(join(chart, 'files/rbac.yaml')),
    realpathSync(join(deploy, 'rbac.yaml')),
  );
  assert.equal(
    realpathSync(join(chart, 'crds')),
    realpathSync(join(deploy, 'crds')),
  );
});

test('the chart runs the operator under the account that the rights are given to', () => {
  const account = /kind: ServiceAccount\nmetadata:\n {2}name: (\S+)/.exec(
    readFileSync(join(deploy, 'rbac.yaml'), 'utf8'),
  )?.[1];
  const deployment = readFileSync(
    join(chart, 'templates/deployment.yaml'),
    'utf8',
  );
  assert.ok(deployment.includes(`serviceAccountName: ${account}\n`));
});

test('every value of the chart is explained', () => {
  const lines = readFileSync(join(chart, 'values.yaml'), 'utf8').split('\n');
  let explained = false;
  for (const line of lines) {
    if (line === '') explained = false;
    if (line.startsWith('#')) explained = true;
    if (/^\w/.test(line)) {
      assert.ok(explained, `no comment above: ${line}`);
    }
  }
});
