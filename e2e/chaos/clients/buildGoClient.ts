import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../stand';

/** Builds the Go application. @returns its program */
export function buildGoClient(): string {
  const program = join(ROOT, '.local/chaos/goclient');
  execFileSync('go', ['build', '-o', program, '.'], {
    cwd: join(__dirname, '../goclient'),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, GOFLAGS: '-mod=readonly', CGO_ENABLED: '0' },
  });
  return program;
}
