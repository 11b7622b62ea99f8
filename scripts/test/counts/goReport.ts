import type { Failure, StageResult } from '../Stage.ts';
import { jsonLines, textAt } from './reading.ts';

/** Reads what `go test -json` wrote (`go doc test2json`). A package that doesn't build counts as one failure. */
export function readGoReport(output: string): StageResult {
  let passed = 0;
  const failures: Failure[] = [];
  const outputs = new Map<string, string>();
  const failedPackages = new Set<string>();
  const packagesWithFailedTests = new Set<string>();
  for (const event of jsonLines(output)) {
    const packageName = textAt(event, 'Package') || textAt(event, 'ImportPath');
    const test = textAt(event, 'Test');
    const key = `${packageName} ${test}`.trim();
    switch (textAt(event, 'Action')) {
      case 'output':
      case 'build-output':
        outputs.set(key, (outputs.get(key) ?? '') + textAt(event, 'Output'));
        break;
      case 'pass':
        if (test) passed += 1;
        break;
      case 'fail':
      case 'build-fail':
        if (test) {
          packagesWithFailedTests.add(packageName);
          failures.push({ test: key, message: outputs.get(key) ?? '' });
        } else failedPackages.add(packageName);
        break;
      default:
    }
  }
  for (const name of failedPackages) {
    if (!packagesWithFailedTests.has(name))
      failures.push({ test: name, message: outputs.get(name) ?? '' });
  }
  return { passed, failures };
}
