const pollEveryMs = 25;

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
  const deadline = performance.now() + deadlineMs;
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
    `not within ${deadlineMs} ms: ${what}; last seen: ${String(last)}`,
  );
}
