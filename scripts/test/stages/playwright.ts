import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../../local-cluster/instance.ts';
import { runToEnd } from '../../commands/run.ts';
import { readPlaywrightReport } from '../counts/playwrightReport.ts';
import type { Stage, StageResult, TestBed } from '../Stage.ts';
import { reportPath } from '../reportPath.ts';
import { withExit } from '../withExit.ts';

const cwd = join(repositoryRoot, 'e2e');

/** What a project's tests find around them besides the cluster. */
export type Surroundings = (
  bed: TestBed,
  work: (env: Record<string, string>) => Promise<StageResult>,
) => Promise<StageResult>;

/**
 * A stage for a project of e2e/playwright.config.ts.
 *
 * @param files - which of its files, by parts of their names; all of them if none is given
 */
export function playwrightStage(
  project: string,
  needs: Stage['needs'],
  within: Surroundings = (_, work) => work({}),
  files: readonly string[] = [],
): Stage {
  return {
    name: project,
    needs,
    run: bed =>
      within(bed, async env => {
        const report = reportPath(`${project}.json`);
        rmSync(report, { force: true });
        const { output, exitCode } = await runToEnd(
          'playwright',
          ['test', `--project=${project}`, '--reporter=list,json', ...files],
          {
            cwd,
            env: {
              CI: 'true',
              KUBECONFIG: bed.kubeconfig,
              LOCAL_CLUSTER: bed.instance,
              MYSQL_ROOTFS: bed.rootfs,
              PLAYWRIGHT_JSON_OUTPUT_FILE: report,
              ...env,
            },
            timeoutMs: 45 * 60_000,
          },
        );
        if (!existsSync(report)) throw new Error(output);
        const result = readPlaywrightReport(
          JSON.parse(readFileSync(report, 'utf8')),
        );
        return withExit(result, exitCode, output);
      }),
  };
}
