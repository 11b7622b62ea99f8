import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiDeleteBinLine,
  RiHistoryLine,
  RiLockLine,
  RiMore2Line,
} from '@remixicon/react';
import { useTranslate } from '../translation';

/** What can be done with a backup. */
export type BackupAction = 'restore' | 'delete';

const ICONS = { restore: RiHistoryLine, delete: RiDeleteBinLine } as const;

/** The actions on a backup. What is forbidden stays, with a lock, and explains itself when chosen. */
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
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t('backups.table.menu', { backup })}
        icon={<RiMore2Line />}
      />
      <Menu
        placement="bottom end"
        onAction={key => {
          const chosen = actions.find(each => each === key);
          if (chosen) onChoose(chosen);
        }}
      >
        {actions.map(action => {
          const permission = missing(action);
          const Icon = permission ? RiLockLine : ICONS[action];
          const label = t(`backups.table.${action}Item`);
          return (
            <MenuItem
              key={action}
              id={action}
              textValue={label}
              iconStart={<Icon />}
              color={action === 'delete' && !permission ? 'danger' : 'primary'}
            >
              {permission
                ? `${label} (${t('actions.forbidden', { permission })})`
                : label}
            </MenuItem>
          );
        })}
      </Menu>
    </MenuTrigger>
  );
}
