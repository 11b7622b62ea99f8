import type { Stage } from '../Stage.ts';
import { playwrightStage } from './playwright.ts';
import { withStores } from './withStores.ts';

/** Backups of each method in each store to each target; the stage `cluster` tries a few of them. */
export const backupMatrixStage: Stage = {
  ...playwrightStage(
    'cluster',
    'cluster',
    (bed, work) =>
      withStores(bed, env => work({ ...env, MYSQLHA_BACKUP_MATRIX: 'whole' })),
    ['backupMatrix'],
  ),
  name: 'backup-matrix',
  onlyByName: true,
};
