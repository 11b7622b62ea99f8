import type { ColumnConfig, TableItem } from '@backstage/ui';
import { useMemo } from 'react';
import { fitColumns } from './fitColumns';
import { useWidth } from './useWidth';

/** Where the width of a table is not known, all columns are shown. */
const WIDE = 1_200;

/**
 * The columns of a table for which there is room, as its width changes.
 *
 * @param expendable - the columns that may go, the least needed first
 * @returns them, and the `ref` of the element whose width they have
 */
export function useFittedColumns<T extends TableItem>(
  columns: readonly ColumnConfig<T>[],
  expendable: readonly string[],
) {
  const [ref, width] = useWidth(WIDE);
  const fitted = useMemo(
    () => fitColumns(columns, expendable, width),
    [columns, expendable, width],
  );
  return { ref, ...fitted };
}
