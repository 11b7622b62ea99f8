import { readFileSync } from 'node:fs';

/** The kernel counts in these, whatever its own clock is (`man 5 proc_pid_stat`). */
const tickMs = 10;

/** What a process has computed so far, by the kernel’s own count and without its children; none of one that has ended. */
export function cpuOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in parentheses, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system] = fields.slice(11, 13).map(Number);
    return ((user ?? 0) + (system ?? 0)) * tickMs;
  } catch {
    return 0;
  }
}
