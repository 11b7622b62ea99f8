import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Opening } from './opening';
import { isOfAnother, requireQuiet } from './predecessor';
import { chapterOf, segmentOf } from './testing/archiveOf';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const cluster = (uid?: string) => ({ namespace: 'shop', name: 'orders', uid });
const newest = {
  ...chapterOf({
    openedAt: '2026-05-01T12:00:00Z',
    segments: [
      segmentOf(`${A}:1-5`, Date.parse('2026-05-01T12:30:00Z') * 1000),
    ],
  }),
  cluster: cluster('before'),
};
const opening = (orphans: string): Opening => ({
  reason: 'Cut',
  ...{ after: GtidSet.EMPTY, missing: GtidSet.EMPTY },
  orphans: GtidSet.parse(orphans),
});

describe('an archive that another cluster of the name wrote', () => {
  it.each([
    ['the same', 'before', 'before', false],
    ['another one', 'now', 'before', true],
    ['one of before uids were written', 'now', undefined, false],
  ])('is told by its uid: %s', (_, now, before, expected) => {
    const chapter = { ...newest, cluster: cluster(before) };
    expect(isOfAnother({ cluster: cluster(now) }, chapter)).toBe(expected);
  });

  const job = { cluster: cluster('now'), path: 'shop/orders/archive' };
  const at = (time: string, orphans = `${A}:1-5`) =>
    requireQuiet(job, newest, opening(orphans), Date.parse(time));

  it('is gone on with when that one is silent, or when its data are these', () => {
    expect(() => at('2026-05-01T12:33:00Z')).not.toThrow();
    expect(() => at('2026-05-01T12:30:01Z', '')).not.toThrow();
  });

  it('is left alone while that one lives', () => {
    expect(() => at('2026-05-01T12:31:30Z')).toThrow(
      'Another cluster shop/orders (before) was archived to shop/orders/archive until 2026-05-01T12:30:00.000Z. If it was deleted, this one goes on there in 3 minutes by itself; if it lives on another Kubernetes, give this one a location with a prefix of its own.',
    );
  });
});
