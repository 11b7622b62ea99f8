import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { SeenInstance } from './choose';
import { openingOf } from './opening';
import { chapterOf, segmentOf } from './testing/archiveOf';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const B = '4b22fa47-71ca-11e1-9e33-c80aa9429562';

function server(executed: string, purged = ''): SeenInstance {
  return {
    name: 'orders-0',
    uuid: A,
    writable: true,
    term: 1,
    executed: GtidSet.parse(executed),
    purged: GtidSet.parse(purged),
  };
}

const newest = chapterOf({
  after: `${A}:1-5`,
  segments: [segmentOf(`${A}:6-10`)],
});

describe('how an archive goes on', () => {
  it('begins with the oldest transactions that the source still has', () => {
    const source = server(`${A}:1-9`, `${A}:1-4`);
    expect(openingOf(undefined, source, source)).toMatchObject({
      reason: 'Started',
      after: GtidSet.parse(`${A}:1-4`),
    });
  });

  it.each([
    ['Resumed', `${A}:1-12`, `${A}:1-7`, `${A}:1-10`, '', ''],
    ['Resumed', `${A}:1-10,${B}:1-4`, '', `${A}:1-10`, '', ''],
    ['Cut', `${A}:1-8,${B}:1`, '', `${A}:1-8`, `${A}:9-10`, ''],
    ['Gap', `${A}:1-20`, `${A}:1-15`, `${A}:1-15`, '', `${A}:11-15`],
    [
      'Gap',
      `${A}:1-8,${B}:1-9`,
      `${B}:1-3`,
      `${A}:1-8,${B}:1-3`,
      `${A}:9-10`,
      `${B}:1-3`,
    ],
  ])(
    '%s: the primary has %s, the source purged %p',
    (reason, executed, purged, after, orphans, missing) => {
      const opening = openingOf(
        newest,
        server(executed),
        server(executed, purged),
      );
      expect(JSON.parse(JSON.stringify(opening))).toEqual({
        ...{ reason, after, orphans, missing },
      });
    },
  );

  it('takes an errant transaction that a replica purged for nobody’s loss', () => {
    const source = server(`${A}:1-12,${B}:1`, `${A}:1-2,${B}:1`);
    expect(openingOf(newest, server(`${A}:1-12`), source).reason).toBe(
      'Resumed',
    );
  });

  it('writes nothing into the archive of another cluster', () => {
    const other = server(`${B}:1-3`);
    expect(() => openingOf(newest, other, other)).toThrow(
      'it is of another cluster',
    );
  });

  it('cuts off the transactions of a deleted cluster of the name', () => {
    const other = server(`${B}:1-3`);
    const opening = openingOf(newest, other, other, true);
    expect(JSON.parse(JSON.stringify(opening))).toEqual({
      ...{ reason: 'Cut', after: '', orphans: `${A}:1-10`, missing: '' },
    });
  });
});
