import { readFileSync } from 'node:fs';
import { hasCode } from './errors.ts';

/**
 * One run of a program, told apart from every other one: process ids are used again, but never with the same start
 * time in the same boot.
 */
export interface Run {
  readonly pid: number;
  /** Clock ticks since boot, field 22 of proc_pid_stat(5). */
  readonly startTime: string;
  readonly bootId: string;
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** The run that has this process id now, if there is one that isn't a zombie. */
export function runOf(pid: number): Run | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (failure) {
    if (hasCode(failure, 'ENOENT') || hasCode(failure, 'ESRCH'))
      return undefined;
    throw failure;
  }
  // The name in the second field may hold spaces and parentheses: count from its last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTime] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || startTime === undefined)
    return undefined;
  return { pid, startTime, bootId: bootId() };
}

/** Whether exactly this run still goes on. Nothing may be signalled without asking this first. */
export function isAlive(known: Run): boolean {
  const now = runOf(known.pid);
  return (
    now !== undefined &&
    now.startTime === known.startTime &&
    now.bootId === known.bootId
  );
}

/** Reads a run back from JSON, `undefined` when it is anything else. */
export function parseRun(json: string): Run | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('pid' in value) || !('startTime' in value) || !('bootId' in value))
    return undefined;
  const { pid, startTime, bootId: boot } = value;
  if (
    typeof pid !== 'number' ||
    typeof startTime !== 'string' ||
    typeof boot !== 'string'
  )
    return undefined;
  return { pid, startTime, bootId: boot };
}
