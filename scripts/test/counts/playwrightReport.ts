import { stripVTControlCharacters } from 'node:util';
import type { Failure, StageResult } from '../Stage.ts';
import { listAt, textAt } from './reading.ts';

/** Reads what Playwright's `json` reporter wrote. A file that couldn't be loaded counts as one failure. */
export function readPlaywrightReport(report: unknown): StageResult {
  const failures: Failure[] = listAt(report, 'errors').map(error => ({
    test: 'loading the tests',
    message: stripVTControlCharacters(textAt(error, 'message')),
  }));
  let passed = 0;
  for (const { title, spec } of specsIn(report, [])) {
    for (const test of listAt(spec, 'tests')) {
      const status = textAt(test, 'status');
      if (status === 'expected') passed += 1;
      if (status !== 'unexpected' && status !== 'flaky') continue;
      const errors = listAt(test, 'results').flatMap(result =>
        listAt(result, 'errors').map(error => textAt(error, 'message')),
      );
      failures.push({
        test: title,
        message: stripVTControlCharacters(errors.join('\n')),
      });
    }
  }
  return { passed, failures };
}

function specsIn(
  suite: unknown,
  path: readonly string[],
): { title: string; spec: unknown }[] {
  return [
    ...listAt(suite, 'specs').map(spec => ({
      title: [...path, textAt(spec, 'title')].join(' › '),
      spec,
    })),
    ...listAt(suite, 'suites').flatMap(inner =>
      specsIn(inner, [...path, textAt(inner, 'title')]),
    ),
  ];
}
