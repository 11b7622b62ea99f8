import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../../../local-cluster/instance.ts';
import { runToEnd } from '../../commands/run.ts';
import { readNodeReport } from '../counts/nodeReport.ts';
import type { Stage } from '../Stage.ts';
import { reportPath } from '../reportPath.ts';
import { withExit } from '../withExit.ts';

const reporter = pathToFileURL(
  join(import.meta.dirname, '../counts/nodeTestReporter.ts'),
).href;

/**
 * The tests of one of the folders that run on Node alone, without packages.
 *
 * @param needs - those of local-cluster bring up clusters of their own
 */
export function nodeTests(folder: string, needs: Stage['needs']): Stage {
  return {
    name: folder,
    needs,
    async run() {
      const report = reportPath(`${folder}.jsonl`);
      rmSync(report, { force: true });
      const files = globSync(`${folder}/**/*.test.ts`, { cwd: repositoryRoot });
      const { output, exitCode } = await runToEnd(
        process.execPath,
        [
          ...['--test', '--test-concurrency=1'],
          ...[`--test-reporter=${reporter}`, '--test-reporter-destination'],
          report,
          ...files.sort(),
        ],
        { cwd: repositoryRoot, timeoutMs: 20 * 60_000 },
      );
      if (!existsSync(report)) throw new Error(output);
      const result = readNodeReport(readFileSync(report, 'utf8'));
      return withExit(result, exitCode, output);
    },
  };
}
