import { existsSync, readFileSync, rmSync } from 'node:fs';
import { repositoryRoot } from '../../../local-cluster/instance.ts';
import { runToEnd } from '../../commands/run.ts';
import type { Stage } from '../Stage.ts';
import { reportPath } from '../reportPath.ts';

/** How many schedules it runs; a long run takes more (`SIMULATIONS=20000`). */
const SCHEDULES = process.env.SIMULATIONS ?? '2000';

/** Random fault schedules against the engine's rooms, on a model of MySQL. */
export const simulatorStage: Stage = {
  name: 'simulator',
  needs: 'sources',
  async run() {
    const report = reportPath('simulator.json');
    rmSync(report, { force: true });
    const { output, exitCode } = await runToEnd(
      'node',
      [
        ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
        'plugins/mysql-ha-backend/scripts/simulate.ts',
        ...['--schedules', SCHEDULES, '--report', report],
      ],
      { cwd: repositoryRoot, timeoutMs: 15 * 60_000 },
    );
    if (!existsSync(report)) {
      throw new Error(
        `The simulator ended (exit ${exitCode}) without a report:\n${output}`,
      );
    }
    const { passed, failures }: Report = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return {
      passed,
      failures: failures.map(({ seed, what }) => ({
        test: `schedule ${seed}`,
        message: `${what}\nReplay it: npm run simulate -- --seed ${seed} --trace`,
      })),
    };
  },
};

interface Report {
  readonly passed: number;
  readonly failures: readonly {
    readonly seed: number;
    readonly what: string;
  }[];
}
