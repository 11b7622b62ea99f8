import { readFileSync } from 'node:fs';

/** The most memory that a process ever held, by the kernel’s own count, in bytes; none of one that has ended. */
export function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB$/m.exec(
        readFileSync(`/proc/${pid}/status`, 'utf8'),
      ) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
