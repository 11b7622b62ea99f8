import {
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProgram } from './copyProgram';

describe('copyProgram', () => {
  it('brings Node, which stays executable, and the program', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copy-'));
    const program = join(folder, 'bundle');
    writeFileSync(program, '');
    await copyProgram(join(folder, 'bin'), program);
    expect(readdirSync(join(folder, 'bin')).sort()).toEqual([
      'agent.cjs',
      'node',
    ]);
    // eslint-disable-next-line no-bitwise -- the bits of a file’s mode
    expect(statSync(join(folder, 'bin', 'node')).mode & 0o111).toBeTruthy();
    rmSync(folder, { recursive: true });
  });
});
