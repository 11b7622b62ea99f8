import { failingOver, healthy } from '../../dev/clusters';
import { rowsOf, sortRows } from './row';

describe('sortRows', () => {
  it('sorts by what is shown of ready instances, also while the spec already asks for more', () => {
    const growing = healthy('growing');
    const rows = rowsOf([
      { ...growing, spec: { ...growing.spec, instances: 9 } },
      failingOver(),
    ]);
    expect(
      sortRows(rows, 'ready', false).map(({ cluster }) => cluster.name),
    ).toEqual([failingOver().name, 'growing']);
  });
});
