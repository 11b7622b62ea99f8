import type { Stage } from '../Stage.ts';
import { playwrightStage } from './playwright.ts';
import { withStores } from './withStores.ts';

/** An operator that is killed at each step of a restore in place; the stage `cluster` tries the one at which it commits. */
export const restoreKillsStage: Stage = {
  ...playwrightStage(
    'cluster',
    'cluster',
    (bed, work) =>
      withStores(bed, env => work({ ...env, MYSQLHA_RESTORE_KILLS: 'whole' })),
    ['killedRestore'],
  ),
  name: 'restore-kills',
  onlyByName: true,
};
