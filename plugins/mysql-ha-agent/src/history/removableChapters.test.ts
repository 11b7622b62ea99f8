import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { archiveOf, segmentOf } from '../archive/testing/archiveOf';
import { removableChapters } from './removableChapters';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const B = '4b22fa47-71ca-11e1-9e33-c80aa9429562';

const plain = archiveOf(
  { after: '', segments: [segmentOf(`${A}:1-10`)] },
  { after: `${A}:1-10`, segments: [segmentOf(`${A}:11-20`)] },
  { after: `${A}:1-20`, segments: [segmentOf(`${A}:21-30`)] },
);
const cut = archiveOf(
  { after: '', segments: [segmentOf(`${A}:1-10`)] },
  { after: `${A}:1-10`, segments: [segmentOf(`${A}:11-20`)] },
  { after: `${A}:1-15`, segments: [segmentOf(`${B}:1-5`)], reason: 'Cut' },
);

describe('chapters that may go', () => {
  it.each([
    ['none without a backup', plain, [], 0],
    [
      'none that begins before the oldest backup ends',
      plain,
      [`${A}:1-5`, `${A}:1-25`],
      0,
    ],
    [
      'those before the one in which the oldest backup lies',
      plain,
      [`${A}:1-15`, `${A}:1-25`],
      1,
    ],
    ['not the one that begins with the backup', plain, [`${A}:1-20`], 2],
    ['never the newest', plain, [`${A}:1-90`], 2],
    [
      'those with what a failover lost, when no backup holds it',
      cut,
      [`${A}:1-15,${B}:1-2`],
      2,
    ],
    [
      'not those that a backup with lost transactions goes on with',
      cut,
      [`${A}:1-18`],
      1,
    ],
    ['none for a backup of another history', plain, [`${B}:1-5`], 0],
  ])('%s', (_, archive, kept, count) => {
    const removable = removableChapters(
      archive,
      kept.map(text => GtidSet.parse(text)),
    );
    expect(removable).toEqual(archive.chapters.slice(0, count));
  });
});
