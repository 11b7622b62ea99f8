import { rangeOf } from './rangeOf';

const minute = (count: number) => `2026-05-01T12:0${count}:00.000000Z`;
const told: Parameters<typeof rangeOf>[0] = {
  state: 'Recoverable',
  ...{ backups: 1, gaps: [], chapter: 'c2' },
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

  it('has the gaps, and is empty where nothing can be restored', () => {
    const gaps = [{ from: minute(1), to: minute(2), missing: 'u:1' }];
    expect(rangeOf({ ...told, gaps }, undefined).gaps).toEqual(gaps);
    const nothing = { ...told, earliest: undefined, latest: undefined };
    expect(rangeOf(nothing, following('c2', minute(7)))).toEqual({});
  });
});
