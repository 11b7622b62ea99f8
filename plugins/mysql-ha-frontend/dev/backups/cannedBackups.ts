import type { BackupsView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { backupsView } from './pieces';
import { archived, nothingYet, troubled } from './scenes';

/** What each of the canned clusters has of backups. */
export function cannedBackups(name: string): BackupsView {
  switch (name) {
    case 'orders':
      return archived(name);
    case 'checkout':
      return troubled(name);
    case 'sessions':
      return nothingYet();
    default:
      return backupsView();
  }
}
