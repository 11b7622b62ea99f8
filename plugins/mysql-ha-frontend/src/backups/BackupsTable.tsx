import { Button, Table, Text } from '@backstage/ui';
import type {
  BackupsView,
  BackupView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useMemo, useState } from 'react';
import { useTranslate } from '../translation';
import { HiddenColumns, useFittedColumns } from '../ui';
import { BackupAction, BackupMenu } from './BackupMenu';
import { isGood } from './backupState';
import { backupColumns } from './columns';

/** Left out where there is no room, in this order. */
const EXPENDABLE = ['method', 'took', 'proved', 'size'];

/** So many are shown at first: a week of nightly ones. */
const FIRST = 7;

/** Each backup with what is known of it and what can be done with it. */
export function BackupsTable(props: {
  view: BackupsView;
  namespace: string;
  now: number;
  missing: (action: BackupAction) => string | undefined;
  onChoose: (backup: BackupView, action: BackupAction) => void;
}) {
  const { view, namespace, now, missing, onChoose } = props;
  const { backups, totalBackups } = view;
  const t = useTranslate();
  const [all, setAll] = useState(false);
  const rows = useMemo(
    () =>
      (all ? backups : backups.slice(0, FIRST)).map(each => ({
        ...each,
        id: each.name,
      })),
    [backups, all],
  );
  const columns = useFittedColumns(
    backupColumns(t, now, backup => (
      <BackupMenu
        backup={backup.name}
        actions={actionsOn(backup)}
        missing={missing}
        onChoose={action => onChoose(backup, action)}
      />
    )),
    EXPENDABLE,
  );
  const more = backups.length - FIRST;
  const older = totalBackups - backups.length;
  return (
    <div ref={columns.ref}>
      <Table
        columnConfig={columns.shown}
        data={rows}
        pagination={{ type: 'none' }}
        emptyState={t('backups.table.empty')}
      />
      {more > 0 && (
        <Button size="small" variant="tertiary" onPress={() => setAll(!all)}>
          {all
            ? t('backups.table.fewer')
            : t('backups.table.more', { count: more })}
        </Button>
      )}
      {older > 0 && all && (
        <Text as="p" variant="body-small" color="secondary">
          {t('backups.table.older', { count: older, namespace })}
        </Text>
      )}
      <HiddenColumns columns={columns.hidden} />
    </div>
  );
}

/** One that was refuted can be proved all the same, once its cause is gone. */
function actionsOn(backup: BackupView): readonly BackupAction[] {
  const { deleting, status } = backup;
  const canBeProved =
    !deleting &&
    status.phase === 'Succeeded' &&
    status.verification?.phase !== 'Running';
  return [
    ...(isGood(backup) ? (['restore'] as const) : []),
    ...(canBeProved ? (['prove'] as const) : []),
    'delete',
  ];
}
