import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { archiveOf, segmentOf } from '../archive/testing/archiveOf';
import { microsOf } from './instant';
import { ReplayTarget, planReplay } from './planReplay';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const B = '4b22fa47-71ca-11e1-9e33-c80aa9429562';

/** Seconds after noon as microseconds. */
const at = (seconds: number) =>
  microsOf('2026-05-01T12:00:00Z') + Math.round(seconds * 1_000_000);
const segment = (gtids: string, from: number, to = from) =>
  segmentOf(gtids, at(from), at(to));
const backup = (gtids: string, completed = 0) => ({
  name: 'b1',
  gtidExecuted: GtidSet.parse(gtids),
  completedAt: at(completed),
});
const set = (gtids: string): ReplayTarget => ({
  gtidSet: GtidSet.parse(gtids),
});
const time = (seconds: number): ReplayTarget => ({ time: at(seconds) });

function plan(...[archive, base, target]: Parameters<typeof planReplay>) {
  return planReplay(archive, base, target).map(
    ({ apply, until }) =>
      `${apply}${until === undefined ? '' : ` until ${(until - at(0)) / 1e6}`}`,
  );
}

const plain = archiveOf(
  {
    after: `${A}:1-10`,
    segments: [segment(`${A}:11-20`, 10, 19), segment(`${A}:21-30`, 20, 29)],
  },
  { after: `${A}:1-30`, segments: [segment(`${A}:31-40`, 30, 39)] },
);

/** A:21-30 was lost in a failover; A was the primary again later and gave A:21 anew. */
const parted = archiveOf(
  {
    after: `${A}:1-10`,
    segments: [segment(`${A}:11-20`, 10, 19), segment(`${A}:21-30`, 20, 29)],
  },
  {
    after: `${A}:1-20`,
    segments: [segment(`${B}:1-5`, 40, 45)],
    reason: 'Cut',
  },
  { after: `${A}:1-20,${B}:1-5`, segments: [segment(`${A}:21-22`, 50, 51)] },
);

describe('a plan to a moment', () => {
  it.each([
    ['ends where the moment ends a segment', 29, [`${A}:16-20`, `${A}:21-30`]],
    ['ends within a segment', 24.5, [`${A}:16-20`, `${A}:21-30 until 24.5`]],
    ['ends between two segments', 29.5, [`${A}:16-20`, `${A}:21-30`]],
    [
      'goes into the next chapter',
      39,
      [`${A}:16-20`, `${A}:21-30`, `${A}:31-40`],
    ],
    [
      'may have to look where the backup itself ends',
      17,
      [`${A}:16-20 until 17`],
    ],
  ])('%s', (_, seconds, steps) => {
    expect(plan(plain, backup(`${A}:1-15`), time(seconds))).toEqual(steps);
  });

  it('has to look where the backup may hold what is later', () => {
    const [step] = planReplay(plain, backup(`${A}:1-20`), time(15));
    expect(step).toMatchObject({ until: at(15), apply: GtidSet.EMPTY });
    expect(step.saved?.toString()).toBe(`${A}:11-20`);
  });

  it('is empty for the backup’s own state', () => {
    expect(plan(plain, backup(`${A}:1-20`), time(19.5))).toEqual([]);
    expect(plan(plain, backup(`${A}:1-10`, 5), time(6))).toEqual([]);
  });

  it.each([
    [
      'the archive’s end',
      40,
      /Nothing is archived .*12:00:40.*12:00:39.000000Z is the nearest moment before/,
    ],
    ['the archive’s beginning', 4, /before the archive begins/],
    [
      'the backup',
      9.5,
      /before the archive begins.*12:00:19.000000Z is the first moment that it can be restored to/,
    ],
  ])('refuses a moment outside of %s', (_, seconds, why) => {
    expect(() => plan(plain, backup(`${A}:1-15`), time(seconds))).toThrow(why);
  });

  it('refuses a backup that is newer than the moment', () => {
    expect(() => plan(plain, backup(`${A}:1-35`), time(25))).toThrow(
      /it holds .*:31-35, which was committed later/,
    );
  });

  it('leaves out what a failover lost before the moment, also when its GTIDs were given again', () => {
    expect(plan(parted, backup(`${A}:1-15`), time(45))).toEqual([
      `${A}:16-20`,
      `${B}:1-5`,
    ]);
    expect(plan(parted, backup(`${A}:1-15`), time(51))).toEqual([
      ...[`${A}:16-20`, `${B}:1-5`, `${A}:21-22`],
    ]);
  });

  it('keeps what a failover lost only after the moment', () => {
    expect(plan(parted, backup(`${A}:1-15`), time(25))).toEqual([
      ...[`${A}:16-20`, `${A}:21-30 until 25`],
    ]);
  });

  it('refuses a backup with what a failover lost for a moment after it', () => {
    expect(() => plan(parted, backup(`${A}:1-25`), time(45))).toThrow(
      /it holds .*:21-25, which was committed later or undone before.*12:00:29.000000Z is the nearest moment before/,
    );
  });

  it('refuses over a gap, names it, and offers the nearest moments', () => {
    const archive = archiveOf(
      { after: `${A}:1-10`, segments: [segment(`${A}:11-20`, 10, 19)] },
      { after: `${A}:1-25`, segments: [segment(`${A}:26-30`, 26, 29)] },
    );
    expect(() => plan(archive, backup(`${A}:1-15`), time(28))).toThrow(
      `the transactions ${A}:21-25 are in no archive. 2026-05-01T12:00:19.000000Z is the nearest moment before`,
    );
    expect(plan(archive, backup(`${A}:1-25`), time(29))).toEqual([
      `${A}:26-30`,
    ]);
  });

  it('refuses a moment within a gap, whose transactions may be older or newer than it', () => {
    const archive = archiveOf(
      { after: `${A}:1-10`, segments: [segment(`${A}:11-20`, 10, 19)] },
      { after: `${A}:1-25`, segments: [segment(`${A}:26-30`, 26, 29)] },
    );
    expect(() => plan(archive, backup(`${A}:1-15`), time(22))).toThrow(
      `the transactions ${A}:21-25, which may have been committed before it, are in no archive. 2026-05-01T12:00:19.000000Z is the nearest moment before`,
    );
    expect(plan(archive, backup(`${A}:1-15`), time(19))).toEqual([
      `${A}:16-20`,
    ]);
  });

  it('refuses over an object that is gone from the newest chapter', () => {
    const archive = archiveOf({
      after: `${A}:1-10`,
      segments: [11, 12, 13].map(n => segment(`${A}:${n}`, n)),
    });
    const [chapter] = archive.chapters;
    const torn = {
      ...archive,
      chapters: [
        {
          ...chapter,
          segments: chapter.segments.filter(({ sequence }) => sequence !== 1),
        },
      ],
    };
    expect(plan(torn, backup(`${A}:1-10`), time(11))).toEqual([`${A}:11`]);
    expect(() => plan(torn, backup(`${A}:1-10`), time(12.5))).toThrow(
      /an object of the archive is gone/,
    );
    expect(() => plan(torn, backup(`${A}:1-10`), time(13))).toThrow(
      /an object of the archive is gone, before segment-.*12:00:11.000000Z is the nearest moment before/,
    );
  });

  it('takes each transaction once when two archivers wrote it', () => {
    const archive = archiveOf(
      {
        after: `${A}:1-10`,
        segments: [
          segment(`${A}:11-14`, 11, 14),
          segment(`${A}:15-18`, 15, 18),
        ],
      },
      { after: `${A}:1-14`, segments: [segment(`${A}:15-20`, 15, 20)] },
    );
    expect(plan(archive, backup(`${A}:1-10`), time(20))).toEqual([
      `${A}:11-14`,
      `${A}:15-20`,
    ]);
  });

  it('forgives clocks that differ a little, and stops before what is later', () => {
    const archive = archiveOf({
      segments: [segment(`${A}:1-5`, 10, 11), segment(`${B}:1-5`, 10.5, 20)],
    });
    expect(plan(archive, backup(''), time(10.7))).toEqual([
      `${A}:1-5 until 10.7`,
    ]);
  });

  it('refuses a moment that a clock told twice', () => {
    const archive = archiveOf({
      segments: [
        segment(`${A}:1-5`, 3600, 3605),
        segment(`${A}:6-9`, 10, 20),
        segment(`${A}:10-12`, 3606, 3610),
      ],
    });
    expect(() => plan(archive, backup(''), time(15))).toThrow(
      /The clock of the primary was put back .*choose one by pointInTime.gtidSet/,
    );
  });
});

describe('a plan to a GTID set', () => {
  it.each([
    ['ends within a segment', `${A}:1-24`, [`${A}:16-20`, `${A}:21-24`]],
    [
      'leaves out a transaction in between',
      `${A}:1-22:24-31`,
      [`${A}:16-20`, `${A}:21-22:24-30`, `${A}:31`],
    ],
    ['is empty for the backup’s own state', `${A}:1-15`, []],
  ])('%s', (_, wanted, steps) => {
    expect(plan(plain, backup(`${A}:1-15`), set(wanted))).toEqual(steps);
  });

  it('finds what a failover lost', () => {
    expect(plan(parted, backup(`${A}:1-15`), set(`${A}:1-28`))).toEqual([
      `${A}:16-20`,
      `${A}:21-28`,
    ]);
  });

  it.each([
    [`${A}:1-50`, `the transactions ${A}:41-50 are in no archive`],
    [`${A}:1-14`, `it holds ${A}:15 besides. Choose an older backup.`],
  ])('refuses %s', (wanted, why) => {
    expect(() => plan(plain, backup(`${A}:1-15`), set(wanted))).toThrow(why);
  });
});
