import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { archiveOf, segmentOf } from '../archive/testing/archiveOf';
import { microsOf } from './instant';
import { planReplay } from './planReplay';
import { recoverability } from './recoverability';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const B = '4b22fa47-71ca-11e1-9e33-c80aa9429562';

const at = (seconds: number) =>
  microsOf('2026-05-01T12:00:00Z') + seconds * 1_000_000;
const moment = (seconds: number) =>
  `2026-05-01T12:00:${String(seconds).padStart(2, '0')}.000000Z`;
const segment = (gtids: string, from: number, to: number) =>
  segmentOf(gtids, at(from), at(to));
const backup = (name: string, gtids: string, completed: number) => ({
  name,
  gtidExecuted: GtidSet.parse(gtids),
  completedAt: at(completed),
});

const refuted = (one: ReturnType<typeof backup>) => ({
  ...one,
  refuted: true as const,
});
const elsewhere = (seconds: number) =>
  microsOf(`2026-05-01T17:30:0${seconds}.000000+05:30`);

const plain = archiveOf(
  {
    after: `${A}:1-10`,
    segments: [segment(`${A}:11-20`, 10, 19), segment(`${A}:21-30`, 20, 29)],
  },
  { after: `${A}:1-30`, segments: [segment(`${A}:31-40`, 30, 39)] },
);
const torn = archiveOf(
  { after: `${A}:1-10`, segments: [segment(`${A}:11-20`, 10, 19)] },
  {
    after: `${A}:1-25`,
    segments: [segment(`${A}:26-30`, 26, 29), segment(`${A}:31-40`, 30, 39)],
  },
);

describe('what can be restored', () => {
  it('is nothing without a backup, or before the archive knows what it holds', () => {
    expect(recoverability(plain, [])).toEqual({ gaps: [], ranges: [] });
    expect(recoverability(plain, [backup('b', `${A}:1-50`, 50)])).toEqual({
      gaps: [],
      ranges: [],
    });
    expect(
      recoverability(archiveOf(), [backup('b', `${A}:1-50`, 50)]).earliest,
    ).toBeUndefined();
  });

  it('begins where the archive surely holds all of the backup, and ends with the archive', () => {
    expect(recoverability(plain, [backup('b', `${A}:1-15`, 16)])).toEqual({
      ...{ earliest: moment(19), latest: moment(39), gaps: [], goesOn: true },
      ranges: [{ backup: 'b', from: moment(19), to: moment(39) }],
    });
  });

  it('begins with the backup when the archive begins there too', () => {
    expect(recoverability(plain, [backup('b', `${A}:1-10`, 5)]).earliest).toBe(
      moment(5),
    );
    expect(recoverability(plain, [backup('b', `${A}:1-10`, 15)]).earliest).toBe(
      moment(10),
    );
    const empty = archiveOf({ after: `${A}:1-10` });
    expect(recoverability(empty, [backup('b', `${A}:1-10`, 5)])).toMatchObject({
      ...{ earliest: moment(5), latest: moment(5) },
    });
  });

  it('has a gap that is named, when a later backup goes on after it', () => {
    expect(
      recoverability(torn, [
        backup('b1', `${A}:1-15`, 16),
        backup('b2', `${A}:1-28`, 28),
      ]),
    ).toEqual({
      ...{ earliest: moment(19), latest: moment(39), goesOn: true },
      gaps: [{ from: moment(19), to: moment(29), missing: `${A}:21-25` }],
      ranges: [
        { backup: 'b1', from: moment(19), to: moment(19) },
        { backup: 'b2', from: moment(29), to: moment(39) },
      ],
    });
  });

  it('ends at a gap when no backup goes on after it', () => {
    const before = recoverability(torn, [backup('b1', `${A}:1-15`, 16)]);
    expect(before).toMatchObject({ latest: moment(19), gaps: [] });
    expect(before.goesOn).toBeUndefined();
  });

  it('goes on after what was lost was undone too', () => {
    const cut = archiveOf(
      { after: `${A}:1-10`, segments: [segment(`${A}:11-20`, 10, 19)] },
      { after: `${A}:1-20`, segments: [segment(`${A}:21-25`, 20, 25)] },
      {
        after: `${A}:1-20`,
        segments: [segment(`${B}:1-5`, 30, 35)],
        reason: 'Cut',
      },
    );
    expect(recoverability(cut, [backup('b', `${A}:1-15`, 16)])).toMatchObject({
      ...{ earliest: moment(19), latest: moment(35), gaps: [] },
    });
    expect(recoverability(cut, [backup('b', `${A}:1-23`, 24)])).toMatchObject({
      ...{ earliest: moment(25), latest: moment(25) },
    });
  });

  it.each<[string, ReturnType<typeof backup>[], object]>([
    [
      'begins with the next one where a proof refuted the oldest',
      [refuted(backup('b1', `${A}:1-15`, 16)), backup('b2', `${A}:1-25`, 26)],
      { earliest: moment(29), latest: moment(39), gaps: [], goesOn: true },
    ],
    [
      'is the same where a proof refuted one in the middle',
      [
        backup('b1', `${A}:1-15`, 16),
        refuted(backup('b2', `${A}:1-25`, 26)),
        backup('b3', `${A}:1-35`, 36),
      ],
      { earliest: moment(19), latest: moment(39), gaps: [] },
    ],
    [
      'is nothing where all are refuted',
      [refuted(backup('b1', `${A}:1-15`, 16))],
      { gaps: [], ranges: [] },
    ],
    [
      'is of UTC, wherever the clock of the backup was',
      [{ ...backup('b1', `${A}:1-10`, 0), completedAt: elsewhere(5) }],
      { earliest: moment(5), latest: moment(39) },
    ],
  ])('%s', (_, backups, expected) => {
    expect(recoverability(plain, backups)).toMatchObject(expected);
  });

  it('ends before a gap where the backup after it was refuted', () => {
    expect(
      recoverability(torn, [
        backup('b1', `${A}:1-15`, 16),
        refuted(backup('b2', `${A}:1-28`, 28)),
      ]),
    ).toEqual({
      ...{ earliest: moment(19), latest: moment(19), gaps: [] },
      ranges: [{ backup: 'b1', from: moment(19), to: moment(19) }],
    });
  });

  it('is what a restore accepts', () => {
    for (const archive of [plain, torn])
      for (const base of [
        backup('b', `${A}:1-15`, 16),
        backup('b', `${A}:1-10`, 5),
        backup('b', `${A}:1-28`, 28),
      ])
        for (const { from, to } of recoverability(archive, [base]).ranges)
          for (const time of [microsOf(from), microsOf(to)])
            expect(() => planReplay(archive, base, { time })).not.toThrow();
  });
});
