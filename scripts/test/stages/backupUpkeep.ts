import type { Stage } from '../Stage.ts';
import { playwrightStage } from './playwright.ts';
import { withStores } from './withStores.ts';

/** What becomes of backups and archives later: they are proved, refuted, moved and ended; the stage `cluster` proves one. */
export const backupUpkeepStage: Stage = {
  ...playwrightStage(
    'cluster',
    'cluster',
    (bed, work) =>
      withStores(bed, env => work({ ...env, MYSQLHA_BACKUP_UPKEEP: 'whole' })),
    ['provedBackups', 'endedArchive'],
  ),
  name: 'backup-upkeep',
  onlyByName: true,
};
