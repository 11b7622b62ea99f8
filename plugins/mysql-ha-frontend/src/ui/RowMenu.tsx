import { ButtonIcon, MenuTrigger } from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import { LockableItem, LockableMenu } from './LockableMenu';

/** The actions on one row of a table. */
export function RowMenu<Id extends string>(props: {
  /** Of the button that opens it. */
  label: string;
  items: readonly LockableItem<Id>[];
  onChoose: (id: Id) => void;
}) {
  const { label, items, onChoose } = props;
  return (
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={label}
        icon={<RiMore2Line />}
      />
      <LockableMenu items={items} onChoose={onChoose} />
    </MenuTrigger>
  );
}
