import { setTimeout as delay } from 'node:timers/promises';

/** Waits for an assertion to hold. */
export async function eventually(
  assertion: () => Promise<void>,
): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(20);
  }
}
