import type { Stage } from '../Stage.ts';
import { backupMatrixStage } from './backupMatrix.ts';
import { backupUpkeepStage } from './backupUpkeep.ts';
import { chaosStage } from './chaos.ts';
import { checkStages } from './checks.ts';
import { nodeTests } from './nodeTests.ts';
import { playwrightStage } from './playwright.ts';
import { restoreKillsStage } from './restoreKills.ts';
import { simulatorStage } from './simulator.ts';
import { supervisorStage } from './supervisor.ts';
import { unitStage } from './unit.ts';
import { withPortal } from './withPortal.ts';
import { withStores } from './withStores.ts';

/** Everything that `npm test` does, cheapest first. */
export const stages: readonly Stage[] = [
  ...checkStages,
  nodeTests('scripts', 'sources'),
  unitStage,
  simulatorStage,
  supervisorStage,
  playwrightStage('stores', 'sources', withStores),
  playwrightStage('conformance', 'mysql'),
  playwrightStage('backup', 'mysql'),
  playwrightStage('contract', 'cluster'),
  playwrightStage('cluster', 'cluster', withStores),
  playwrightStage('ledger', 'sources'),
  backupMatrixStage,
  restoreKillsStage,
  backupUpkeepStage,
  chaosStage,
  playwrightStage('browser', 'cluster', (bed, work) =>
    withStores(bed, stores =>
      withPortal(bed, portal => work({ ...stores, ...portal })),
    ),
  ),
  nodeTests('local-cluster', 'room'),
];
