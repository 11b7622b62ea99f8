import type { ColumnConfig, TableItem } from '@backstage/ui';

/** Columns that fit, and those that had to go. */
export interface FittedColumns<T extends TableItem> {
  readonly shown: ColumnConfig<T>[];
  readonly hidden: ColumnConfig<T>[];
}

/**
 * Leaves columns out until the rest fits, so that none is cut off or out of sight.
 *
 * @param expendable - the columns that may go, the least needed first
 * @param width - what the table may take, in pixels
 */
export function fitColumns<T extends TableItem>(
  columns: readonly ColumnConfig<T>[],
  expendable: readonly string[],
  width: number,
): FittedColumns<T> {
  const gone = new Set<string>();
  const needed = () =>
    columns
      .filter(each => !gone.has(each.id))
      .reduce((sum, each) => sum + leastWidth(each), 0);
  for (const id of expendable) {
    if (needed() <= width) break;
    gone.add(id);
  }
  return {
    shown: columns.filter(each => !gone.has(each.id)),
    hidden: columns.filter(each => gone.has(each.id)),
  };
}

function leastWidth<T extends TableItem>(column: ColumnConfig<T>): number {
  const width = Number(column.width ?? column.minWidth);
  if (Number.isNaN(width)) {
    throw new Error(
      `The column ${column.id} has no width in pixels: give it width or minWidth.`,
    );
  }
  return width;
}
