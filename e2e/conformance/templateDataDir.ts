import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constantConfig, myCnf } from './mysqldConfig';
import { findRootfs, mysqldProgram } from './rootfs';

let template: string | undefined;

/** An initialised data directory without a server's identity, made once for each test process. */
export function templateDataDir(): string {
  if (template && existsSync(template)) return template;
  const root = mkdtempSync(join(tmpdir(), 'conformance-template-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  const cnf = join(root, 'my.cnf');
  writeFileSync(cnf, myCnf(constantConfig));
  const data = join(root, 'data');
  const { command, before, after } = mysqldProgram(findRootfs());
  execFileSync(
    command,
    [
      ...before,
      `--defaults-file=${cnf}`,
      '--initialize-insecure',
      `--datadir=${data}`,
      ...after,
    ],
    { stdio: 'pipe' },
  );
  rmSync(join(data, 'auto.cnf')); // else all instances had the same server_uuid
  template = data;
  return data;
}
