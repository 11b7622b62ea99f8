import { equal, notEqual } from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { contentHash } from './contentHash.ts';
import { scratchFolder } from '../../local-cluster/scratchFolder.ts';

describe('contentHash', () => {
  const folder = scratchFolder('content-hash');
  const [here, there] = [join(folder, 'here'), join(folder, 'there')];

  beforeEach(() => {
    rmSync(here, { recursive: true, force: true });
    mkdirSync(join(here, 'app', 'src'), { recursive: true });
    writeFileSync(join(here, 'app', 'src', 'a.ts'), 'a');
  });

  const hash = (root: string) => contentHash(root, ['app', 'missing.json']);

  it('is the same for the same files elsewhere', () => {
    cpSync(here, there, { recursive: true });
    equal(hash(there), hash(here));
  });

  it('differs when a file is changed, added or renamed', () => {
    const before = hash(here);
    writeFileSync(join(here, 'app', 'src', 'a.ts'), 'b');
    const changed = hash(here);
    writeFileSync(join(here, 'app', 'src', 'b.ts'), '');
    notEqual(changed, before);
    notEqual(hash(here), changed);
  });

  it('leaves out what is built and installed', () => {
    const before = hash(here);
    mkdirSync(join(here, 'app', 'dist'));
    writeFileSync(join(here, 'app', 'dist', 'index.html'), 'built');
    equal(hash(here), before);
  });
});
