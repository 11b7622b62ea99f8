import { Menu, MenuItem } from '@backstage/ui';
import { RemixiconComponentType, RiLockLine } from '@remixicon/react';
import { useTranslate } from '../translation';

/** What can be chosen from a {@link LockableMenu}. */
export interface LockableItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon: RemixiconComponentType;
  /** The permission that is missing for it, if one is. */
  readonly missing?: string;
  readonly dangerous?: boolean;
}

/** Actions. What is forbidden stays, with a lock, and explains itself when chosen. */
export function LockableMenu<Id extends string>(props: {
  items: readonly LockableItem<Id>[];
  onChoose: (id: Id) => void;
}) {
  const { items, onChoose } = props;
  const t = useTranslate();
  return (
    <Menu
      placement="bottom end"
      onAction={key => {
        const chosen = items.find(({ id }) => id === key);
        if (chosen) onChoose(chosen.id);
      }}
    >
      {items.map(({ id, label, icon, missing, dangerous }) => {
        const Icon = missing ? RiLockLine : icon;
        return (
          <MenuItem
            key={id}
            id={id}
            textValue={label}
            iconStart={<Icon />}
            color={dangerous && !missing ? 'danger' : 'primary'}
          >
            {missing
              ? `${label} (${t('actions.forbidden', { permission: missing })})`
              : label}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
