import { at } from '../../sample/PortalClient.ts';
import type { Failure, StageResult } from '../Stage.ts';
import { listAt, textAt } from './reading.ts';

/** Reads what `jest --json` wrote. A suite that couldn't run counts as one failure. */
export function readJestReport(report: unknown): StageResult {
  let passed = 0;
  const failures: Failure[] = [];
  for (const suite of listAt(report, 'testResults')) {
    const file = textAt(suite, 'name');
    const tests = listAt(suite, 'assertionResults');
    if (tests.length === 0 && at(suite, 'status') === 'failed')
      failures.push({ test: file, message: textAt(suite, 'message') });
    for (const test of tests) {
      if (at(test, 'status') === 'passed') passed += 1;
      if (at(test, 'status') !== 'failed') continue;
      failures.push({
        test: `${file}: ${textAt(test, 'fullName')}`,
        message: listAt(test, 'failureMessages').map(String).join('\n'),
      });
    }
  }
  return { passed, failures };
}
