import { existsSync, readFileSync, rmSync } from 'node:fs';
import { repositoryRoot } from '../../../local-cluster/instance.ts';
import { runToEnd } from '../../commands/run.ts';
import { readChaosReport } from '../counts/chaosReport.ts';
import { reportPath } from '../reportPath.ts';
import type { Stage } from '../Stage.ts';
import { withExit } from '../withExit.ts';

/** The short set of `npm run chaos`; each scenario is one test. */
export const chaosStage: Stage = {
  name: 'chaos',
  needs: 'cluster',
  async run({ kubeconfig, instance }) {
    const report = reportPath('chaos.json');
    rmSync(report, { force: true });
    const { output, exitCode } = await runToEnd(
      process.execPath,
      [
        ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
        ...['e2e/chaos/main.ts', '--short', '--json', report],
      ],
      {
        cwd: repositoryRoot,
        env: { KUBECONFIG: kubeconfig, LOCAL_CLUSTER: instance },
        timeoutMs: 20 * 60_000,
      },
    );
    if (!existsSync(report)) throw new Error(output);
    const result = readChaosReport(JSON.parse(readFileSync(report, 'utf8')));
    return withExit(result, exitCode, output);
  },
};
