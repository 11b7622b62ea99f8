import type { StageResult } from './Stage.ts';

/** A runner that complains although each test passed has something to say. */
export function withExit(
  result: StageResult,
  exitCode: number | null,
  output: string,
): StageResult {
  if (exitCode === 0 || result.failures.length > 0) return result;
  const message = `exit ${exitCode}, although no test failed:\n${output}`;
  return { ...result, failures: [{ test: 'the test runner', message }] };
}
