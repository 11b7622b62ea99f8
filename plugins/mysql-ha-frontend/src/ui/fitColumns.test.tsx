import type { ColumnConfig } from '@backstage/ui';
import { fitColumns } from './fitColumns';

const columns: ColumnConfig<{ id: string }>[] = [
  { id: 'name', minWidth: 150, label: 'Name', cell: () => <></> },
  { id: 'state', width: 100, label: 'State', cell: () => <></> },
  { id: 'version', width: 80, label: 'Version', cell: () => <></> },
  { id: 'node', minWidth: 120, label: 'Node', cell: () => <></> },
];

const fitted = (width: number) => {
  const { shown, hidden } = fitColumns(columns, ['version', 'node'], width);
  return [shown.map(each => each.id), hidden.map(each => each.id)];
};

describe('fitColumns', () => {
  it.each([
    ['all when there is room', 450, ['name', 'state', 'version', 'node'], []],
    [
      'the least needed goes first',
      449,
      ['name', 'state', 'node'],
      ['version'],
    ],
    ['as many as must', 300, ['name', 'state'], ['version', 'node']],
    ['never one that is needed', 10, ['name', 'state'], ['version', 'node']],
  ])('%s', (_, width, shown, hidden) => {
    expect(fitted(width)).toEqual([shown, hidden]);
  });

  it('asks for a width of each column', () => {
    expect(() =>
      fitColumns(
        [{ id: 'bare', label: 'Bare', cell: () => <></> }],
        ['bare'],
        10,
      ),
    ).toThrow('The column bare has no width in pixels');
  });
});
