const pollEveryMs = 25;
/** Deadlines are given for a machine at rest: a busy one with a slow disk may take so many times as long. */
const PATIENCE = 3;

/**
 * Polls until the probe gives a truthy value and returns it; the one way to wait here.
 *
 * @param what - the awaited condition as words, for the error
 * @throws when the deadline passes, with the last value or error that the probe gave
 */
export async function until<T>(
  what: string,
  probe: () =>
    | Promise<T | undefined | false | null>
    | T
    | undefined
    | false
    | null,
  deadlineMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + PATIENCE * deadlineMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await probe();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise(resolve => setTimeout(resolve, pollEveryMs));
  }
  throw new Error(
    `not within ${PATIENCE * deadlineMs} ms: ${what}; last seen: ${String(
      last,
    )}`,
  );
}
