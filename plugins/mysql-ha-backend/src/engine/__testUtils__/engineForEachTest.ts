import { EngineUnderTest } from './EngineUnderTest';

/**
 * An engine for the tests of a `describe`: each begins anew with one operator, or with none yet, and whatever runs at its
 * end is stopped.
 */
export function engineForEachTest({ operator = true } = {}): EngineUnderTest {
  // Virtual minutes pass in it; a busy machine needs real seconds for them.
  jest.setTimeout(120_000);
  const engine = new EngineUnderTest();
  beforeEach(async () => {
    engine.begin();
    if (operator) await engine.operator();
  });
  afterEach(() => engine.end());
  return engine;
}
