import { Clock } from '../clock';

/** What a lane does in one turn. */
export type LaneWork = () => Promise<unknown> | void;

/**
 * Works again and again until the signal aborts, with a pause of so many milliseconds in between. Lanes run beside each
 * other, so that what is slow keeps nobody else waiting.
 */
export async function lane(
  {
    clock,
    signal,
    pause,
  }: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly pause: number | (() => number);
  },
  work: LaneWork,
): Promise<void> {
  while (!signal.aborted) {
    await work();
    const ms = typeof pause === 'number' ? pause : pause();
    await clock.sleep(ms, signal).catch(() => undefined);
  }
}
