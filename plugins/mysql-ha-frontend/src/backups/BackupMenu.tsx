import {
  RiDeleteBinLine,
  RiHistoryLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import { useTranslate } from '../translation';
import { RowMenu } from '../ui';

/** What can be done with a backup. */
export type BackupAction = 'restore' | 'prove' | 'delete';

const ICONS = {
  restore: RiHistoryLine,
  prove: RiShieldCheckLine,
  delete: RiDeleteBinLine,
} as const;

/** The actions on a backup. */
export function BackupMenu(props: {
  backup: string;
  actions: readonly BackupAction[];
  /** The permission that is missing for an action, if one is. */
  missing: (action: BackupAction) => string | undefined;
  onChoose: (action: BackupAction) => void;
}) {
  const { backup, actions, missing, onChoose } = props;
  const t = useTranslate();
  return (
    <RowMenu
      label={t('backups.table.menu', { backup })}
      items={actions.map(id => ({
        id,
        label: t(`backups.table.${id}Item`),
        icon: ICONS[id],
        missing: missing(id),
        dangerous: id === 'delete',
      }))}
      onChoose={onChoose}
    />
  );
}
