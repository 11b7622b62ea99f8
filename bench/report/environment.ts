import { execFileSync } from 'node:child_process';
import { arch, cpus, freemem, loadavg, release, totalmem, type } from 'node:os';
import { readFileSync } from 'node:fs';
import { ROOT } from '../../e2e/stand';

/** Where and when figures were taken. */
export interface Environment {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly memory: string;
  /** Load average over 1, 5 and 15 minutes as the bench began: above the number of cores others were at work too. */
  readonly loadAtStart: readonly number[];
  readonly node: string;
}

/** As it is now. */
export function environment(): Environment {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString(),
    commit: commit(),
    machine: `${
      cpus().length
    } cores (${cpu?.model.trim()}), ${arch()}, ${type()} ${release()}`,
    memory: `${gib(totalmem())} GiB, ${gib(availableBytes())} GiB available`,
    loadAtStart: loadavg().map(load => Math.round(load * 100) / 100),
    node: process.version,
  };
}

/** Memory that programs can still get, in bytes. */
export function availableBytes(): number {
  const [, kilobytes] =
    /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8')) ??
    [];
  return kilobytes ? Number(kilobytes) * 1024 : freemem();
}

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  // What benches wrote before changes no figure.
  const others = ['.', ':(exclude)bench/results'];
  const changed =
    git('status', '--porcelain', '--untracked-files=no', '--', ...others) !==
    '';
  return `${git('rev-parse', '--short=12', 'HEAD')}${
    changed ? ' with changes that are not committed' : ''
  }`;
}

function gib(bytes: number): string {
  return (bytes / 1024 ** 3).toFixed(1);
}
