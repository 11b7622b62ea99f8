import { existsSync, readFileSync, rmSync } from 'node:fs';
import { repositoryRoot } from '../../../local-cluster/instance.ts';
import { runToEnd } from '../../commands/run.ts';
import type { Stage } from '../Stage.ts';
import { reportPath } from '../reportPath.ts';

/** How many schedules it runs; where time is short, fewer (`SIMULATIONS=2000`). */
const SCHEDULES = process.env.SIMULATIONS ?? '20000';
/** To give up on what hangs: two free processors need some two minutes. */
const TIMEOUT_MS = 45 * 60_000;

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
      { cwd: repositoryRoot, timeoutMs: TIMEOUT_MS },
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
      failures: failures.map(({ seed, what, shrunk = [] }) => ({
        test: `schedule ${seed}`,
        message: [
          what,
          ...shrunk,
          `Replay it: npm run simulate -- --seed ${seed} --trace`,
        ].join('\n'),
      })),
    };
  },
};

interface Report {
  readonly passed: number;
  readonly failures: readonly {
    readonly seed: number;
    readonly what: string;
    /** The fewest faults that still break it, for the first. */
    readonly shrunk?: readonly string[];
  }[];
}
