import { Clock } from '../clock';
import { InstanceSet } from './InstanceSet';
import { Trigger } from './Trigger';

/** How long a new worker waits for the first answers; an unreachable instance is known as such before. */
const LONGEST_MS = 5_000;

/** Nothing is concluded, nor shown, before each instance was asked once. */
export async function firstProbes({
  clock,
  trigger,
  instances,
  signal,
}: {
  readonly clock: Clock;
  readonly trigger: Trigger;
  readonly instances: Pick<InstanceSet, 'isProbed'>;
  readonly signal: AbortSignal;
}): Promise<void> {
  const startedAt = clock.monotonic();
  while (
    !signal.aborted &&
    !instances.isProbed &&
    clock.monotonic() - startedAt < LONGEST_MS
  ) {
    await trigger.wait(100);
  }
}
