import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constantConfig, myCnf } from './mysqldConfig';
import { findRootfs, mysqldProgram } from './rootfs';
import { tempFolder } from './tempFolder';

let template: string | undefined;

/** An initialised data directory without a server's identity, made once for each test process. */
export function templateDataDir(): string {
  if (template && existsSync(template)) return template;
  const root = tempFolder();
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
  rmSync(join(data, 'ibtmp1'), { force: true }); // made anew at each start
  template = data;
  return data;
}
