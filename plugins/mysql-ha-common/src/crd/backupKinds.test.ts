import { BACKUP_KINDS } from './backupKinds';

describe('kubectl get', () => {
  it.each([
    ['MySQLBackupLocation', 'mybl', 'REACHABLE PLACE BACKUPS AGE'],
    ['MySQLBackup', 'myb', 'CLUSTER METHOD STATUS SIZE STARTED COMPLETED'],
    ['MySQLBackupSchedule', 'mybs', 'CLUSTER SCHEDULE NEXT LAST AGE'],
    ['MySQLRestore', 'myr', 'BACKUP TARGET STATUS STARTED COMPLETED'],
  ])('shows of a %s (%s) %s', (kind, shortName, columns) => {
    const found = BACKUP_KINDS.find(one => one.kind === kind);
    expect(found?.shortNames).toEqual([shortName]);
    const shown = found?.columns.filter(({ priority = 0 }) => priority === 0);
    expect(shown?.map(({ name }) => name.toUpperCase()).join(' ')).toBe(
      columns,
    );
  });
});
