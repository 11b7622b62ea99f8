import { at } from '../../sample/PortalClient.ts';
import type { Failure, StageResult } from '../Stage.ts';
import { jsonLines, textAt } from './reading.ts';

/** Reads what {@link file://./nodeTestReporter.ts} wrote of a run of `node --test`. */
export function readNodeReport(output: string): StageResult {
  let passed = 0;
  const failures: Failure[] = [];
  for (const event of jsonLines(output)) {
    if (at(event, 'passed') === true) passed += 1;
    else
      failures.push({
        test: `${textAt(event, 'file')}: ${textAt(event, 'name')}`,
        message: textAt(event, 'message'),
      });
  }
  return { passed, failures };
}
