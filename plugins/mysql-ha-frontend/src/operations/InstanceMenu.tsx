import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import type { OperationType } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  RemixiconComponentType,
  RiHammerLine,
  RiKey2Line,
  RiLockLine,
  RiMore2Line,
  RiRestartLine,
  RiShieldCheckLine,
  RiShieldCrossLine,
  RiShuffleLine,
  RiSwapLine,
} from '@remixicon/react';
import { useTranslate } from '../translation';

/** The icon of each operation. */
export const OPERATION_ICONS: Readonly<
  Record<OperationType, RemixiconComponentType>
> = {
  Switchover: RiSwapLine,
  Failover: RiShuffleLine,
  Rebuild: RiHammerLine,
  Restart: RiRestartLine,
  Fence: RiShieldCrossLine,
  Unfence: RiShieldCheckLine,
  RotatePasswords: RiKey2Line,
};

/** What can be done to an instance. What is forbidden stays, with a lock, and explains itself when chosen. */
export function InstanceMenu(props: {
  instance: string;
  operations: readonly OperationType[];
  /** The permission that is missing, if one is. */
  missing?: string;
  onChoose: (operation: OperationType) => void;
}) {
  const { instance, operations, missing, onChoose } = props;
  const t = useTranslate();
  return (
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t('operations.menu', { instance })}
        icon={<RiMore2Line />}
      />
      <Menu
        placement="bottom end"
        onAction={key => {
          const chosen = operations.find(each => each === key);
          if (chosen) onChoose(chosen);
        }}
      >
        {operations.map(each => {
          const Icon = missing ? RiLockLine : OPERATION_ICONS[each];
          const label = t(`operations.${each}.item`);
          return (
            <MenuItem
              key={each}
              id={each}
              textValue={label}
              iconStart={<Icon />}
            >
              {missing
                ? `${label} (${t('actions.forbidden', {
                    permission: missing,
                  })})`
                : label}
            </MenuItem>
          );
        })}
      </Menu>
    </MenuTrigger>
  );
}
