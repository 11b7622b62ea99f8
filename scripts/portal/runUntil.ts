import type { Interruption } from '../commands/Interruption.ts';
import type { BackendProcess } from './BackendProcess.ts';

/**
 * Lets a backend run until somebody stops it.
 *
 * @returns the exit code for this command: 0 when it was stopped, else the backend's own
 */
export async function runUntil(
  backend: BackendProcess,
  interruption: Interruption,
): Promise<number> {
  interruption.onImpatience(() => backend.kill());
  const stopped = interruption.wait().then(() => 'stopped' as const);
  const first = await Promise.race([backend.ended, stopped]);
  if (first !== 'stopped') return first ?? 1;
  await backend.stop();
  return 0;
}
