import { rangeOf } from './rangeOf';

const minute = (count: number) => `2026-05-01T12:0${count}:00.000000Z`;
const told: Parameters<typeof rangeOf>[0] = {
  state: 'Recoverable',
  ...{ backups: 1, gaps: [], chapter: 'c2', ranges: [] },
  ...{ earliest: minute(0), latest: minute(5) },
};
const following = (
  chapter: string,
  archivedTo?: string,
): Parameters<typeof rangeOf>[1] => ({
  state: 'Following',
  ...{ source: 'orders-1', term: 3, gtidSet: '' },
  ...{ chapter, archivedTo },
});

describe('rangeOf', () => {
  it.each<[string, typeof told, ReturnType<typeof following>, number]>([
    ['what came into the chapter since', told, following('c2', minute(7)), 7],
    ['nothing new', told, following('c2'), 5],
    ['nothing of before', told, following('c2', minute(3)), 5],
    ['nothing of another chapter', told, following('c3', minute(7)), 5],
    ['nothing before anything is heard', told, undefined, 5],
    [
      'nothing when the end of the archive can’t be restored',
      { ...told, chapter: undefined },
      following('c2', minute(7)),
      5,
    ],
  ])('is extended by %s', (_, range, now, latest) => {
    expect(rangeOf(range, now)).toEqual({
      ...{ earliest: minute(0), latest: minute(latest) },
    });
  });

  const ranges = [
    { backup: 'monday', from: minute(0), to: minute(2) },
    { backup: 'tuesday', from: minute(1), to: minute(2) },
    { backup: 'wednesday', from: minute(3), to: minute(5) },
    { backup: 'thursday', from: minute(4), to: minute(5) },
  ];
  const gap = { from: minute(2), to: minute(3), missing: 'u:1' };
  const week = { ...told, ranges, gaps: [gap] };

  it.each<[string, string[], ReturnType<typeof rangeOf>]>([
    [
      'what it was, where one goes that it does not know',
      ['sunday'],
      { earliest: minute(0), latest: minute(7), gaps: [gap] },
    ],
    [
      'what the next one reaches, where the oldest goes',
      ['monday'],
      { earliest: minute(1), latest: minute(5), gaps: [gap] },
    ],
    [
      'shorter by a wider gap, where one after it goes',
      ['wednesday'],
      {
        ...{ earliest: minute(0), latest: minute(5) },
        gaps: [{ from: minute(2), to: minute(4), missing: '' }],
      },
    ],
    [
      'what lies after the gap, where all before it go',
      ['monday', 'tuesday'],
      { earliest: minute(3), latest: minute(5) },
    ],
    [
      'what lies before it, where all after it go',
      ['wednesday', 'thursday'],
      { earliest: minute(0), latest: minute(2) },
    ],
    ['nothing, where all go', ranges.map(({ backup }) => backup), {}],
  ])('is %s', (_, lost, expected) => {
    const now = following('c2', minute(7));
    expect(rangeOf(week, now, new Set(lost))).toEqual(expected);
  });

  it('has the gaps, and is empty where nothing can be restored', () => {
    const gaps = [{ from: minute(1), to: minute(2), missing: 'u:1' }];
    expect(rangeOf({ ...told, gaps }, undefined).gaps).toEqual(gaps);
    const nothing = { ...told, earliest: undefined, latest: undefined };
    expect(rangeOf(nothing, following('c2', minute(7)))).toEqual({});
  });
});
