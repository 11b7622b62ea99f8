import { EngineHarness } from './EngineHarness';
import { Ledger } from './Ledger';

/**
 * Waits until the cluster is healthy again and all is quiet, then holds every instance against what clients were told.
 * @param atLeast - more commits than this must have been acknowledged, or nothing was tried
 */
export async function expectNothingLost(
  harness: EngineHarness,
  ledger: Ledger,
  atLeast = 10,
): Promise<void> {
  await harness.untilHealthy();
  ledger.stop();
  await harness.clock.advance(5_000);
  for (const { name } of harness.status.instances ?? []) {
    expect({ [name]: ledger.lostOn(name) }).toEqual({ [name]: [] });
  }
  expect(ledger.violations).toEqual([]);
  expect(ledger.acknowledged).toBeGreaterThan(atLeast);
}
