import { join } from 'node:path';
import { repositoryRoot } from '../../../local-cluster/instance.ts';
import { runToEnd } from '../../commands/run.ts';
import { readGoReport } from '../counts/goReport.ts';
import type { Stage } from '../Stage.ts';
import { withExit } from '../withExit.ts';

/** The supervisor's own tests, with real mysqlds under it. */
export const supervisorStage: Stage = {
  name: 'supervisor',
  needs: 'mysql',
  async run({ rootfs }) {
    const { output, exitCode } = await runToEnd(
      'go',
      ['test', '-json', '-count=1', './...'],
      {
        cwd: join(repositoryRoot, 'supervisor'),
        env: { MYSQL_ROOTFS: rootfs, GOFLAGS: '-mod=readonly' },
        timeoutMs: 15 * 60_000,
      },
    );
    return withExit(readGoReport(output), exitCode, output);
  },
};
