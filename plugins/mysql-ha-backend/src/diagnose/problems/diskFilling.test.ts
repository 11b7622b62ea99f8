import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';

const GIB = 1024 ** 3;

describe('diskFilling', () => {
  const found = (freeBytes: number, totalBytes: number) =>
    inGroup(
      'Disks',
      snapshotOf(1).supervisor(0, 'Running', undefined, {
        disk: { freeBytes, totalBytes },
      }).taken,
    ).map(({ severity }) => severity);

  it.each([
    ['11 % of a small volume are free', 1.1 * GIB, 10 * GIB, []],
    ['9 % of a small volume are free', 0.9 * GIB, 10 * GIB, ['warning']],
    ['11 GiB of a large one are free', 11 * GIB, 1000 * GIB, []],
    ['9 GiB of a large one are free', 9 * GIB, 1000 * GIB, ['warning']],
    ['nothing is free', 0, 10 * GIB, ['critical']],
    ['nothing is known', 0, 0, []],
  ])('%s', (_, free, total, severities) => {
    expect(found(free, total)).toEqual(severities);
  });

  it('says how much is left, and asks for more', () => {
    const [finding] = inGroup(
      'Disks',
      snapshotOf(1).supervisor(0, 'Running', undefined, {
        disk: { freeBytes: 0.8 * GIB, totalBytes: 10 * GIB },
      }).taken,
    );
    expect(finding.message).toBe(
      'The disk of orders-0 has 819 MiB of 10.0 GiB left. Raise spec.storage.size before it is full.',
    );
  });
});
