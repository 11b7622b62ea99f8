import type { OperationType } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../translation';
import { RowMenu } from '../ui';
import { OPERATION_ICONS } from './operationIcons';

/** What can be done to an instance. */
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
    <RowMenu
      label={t('operations.menu', { instance })}
      items={operations.map(id => ({
        ...{ id, missing },
        label: t(`operations.${id}.item`),
        icon: OPERATION_ICONS[id],
      }))}
      onChoose={onChoose}
    />
  );
}
