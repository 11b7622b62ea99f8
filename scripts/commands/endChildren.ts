import { readFileSync, readdirSync } from 'node:fs';

/**
 * Ends what this process has started and still runs, such as a compiler that nobody waits for any more. Processes that
 * were meant to stay are no children: they have left for a session of their own.
 */
export function endChildren(signal: NodeJS.Signals = 'SIGINT'): void {
  for (const pid of childrenOf(process.pid)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself in between.
    }
  }
}

/** The processes that a process started, of any of its threads (proc_pid_task_tid_children(5)). */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap(thread =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter(text => text.trim() !== '')
        .map(Number),
    );
  } catch {
    // Not Linux, or a kernel without this file: the terminal's own signal has to do.
    return [];
  }
}
