import { discoveredName } from './discoveredName';
import { markOf } from './markOf';

const nameOf = (path: string) => discoveredName(path, markOf(path));
const VALID =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

describe('the name of a backup that was found', () => {
  it.each([
    ['shop/orders/backups/20260501T100002Z-nightly-1a2b3c4d', 'nightly'],
    ['shop/orders/backups/20260501T100002Z-a.b-c-1a2b3c4d', 'a.b-c'],
    ['shop/orders/backups/By Hand_1', 'by-hand-1'],
    ['shop/orders/backups/---', 'backup'],
    ['shop/orders/backups/a-.-b', 'a.b'],
    ['shop/orders/backups/ümlaut', 'mlaut'],
  ])('for %s begins with %s', (path, head) => {
    const name = nameOf(path);
    expect(name).toMatch(new RegExp(`^${head}-[0-9a-f]{8}$`));
    expect(name).toMatch(VALID);
  });

  it('is short enough, whatever the folder is called', () => {
    const name = nameOf(`shop/orders/backups/${'long.'.repeat(100)}`);
    expect(name.length).toBeLessThanOrEqual(253);
    expect(name).toMatch(VALID);
  });

  it('is another one for each path, and the same each time', () => {
    const path = 'shop/orders/backups/20260501T100002Z-a-1a2b3c4d';
    expect(nameOf(path)).toBe(nameOf(path));
    expect(nameOf(path)).not.toBe(nameOf(`other/${path}`));
  });
});
