import { ColumnConfig, TableItem, Text } from '@backstage/ui';
import { useTranslate } from '../translation';

/** Names the columns that a table left out for want of room. */
export function HiddenColumns<T extends TableItem>(props: {
  columns: readonly ColumnConfig<T>[];
}) {
  const t = useTranslate();
  if (props.columns.length === 0) return null;
  return (
    <Text as="p" variant="body-small" color="secondary">
      {t('states.hiddenColumns', {
        columns: props.columns.map(each => each.label).join(', '),
      })}
    </Text>
  );
}
