import { existsSync, readFileSync, rmSync } from 'node:fs';
import { repositoryRoot } from '../../../local-cluster/instance.ts';
import { runToEnd } from '../../commands/run.ts';
import type { Stage } from '../Stage.ts';
import { reportPath } from '../reportPath.ts';
import { readJestReport } from '../counts/jestReport.ts';
import { withExit } from '../withExit.ts';

/** The tests beside the sources of packages and plugins. */
export const unitStage: Stage = {
  name: 'unit',
  needs: 'sources',
  async run() {
    const report = reportPath('unit.json');
    rmSync(report, { force: true });
    const { output, exitCode } = await runToEnd(
      'backstage-cli',
      ['repo', 'test', '--watch=false', '--json', `--outputFile=${report}`],
      {
        cwd: repositoryRoot,
        env: { CI: 'true', BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
        timeoutMs: 20 * 60_000,
      },
    );
    if (!existsSync(report))
      throw new Error(
        `jest ended (exit ${exitCode}) without a report:\n${output}`,
      );
    const result = readJestReport(JSON.parse(readFileSync(report, 'utf8')));
    return withExit(result, exitCode, output);
  },
};
