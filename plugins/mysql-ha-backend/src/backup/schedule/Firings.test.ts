import { Firings } from './Firings';

/** The next firings after a moment. */
function next(
  schedule: string,
  zone: string,
  from: string,
  count: number,
): string[] {
  const firings = Firings.of(schedule, zone);
  const found: string[] = [];
  let moment = new Date(from);
  while (found.length < count) {
    const firing = firings.after(moment);
    if (!firing) break;
    found.push(firing.toISOString().replace(':00.000Z', 'Z'));
    moment = firing;
  }
  return found;
}

describe('the firings of a schedule', () => {
  it('follow the clock of their zone', () => {
    expect(next('@daily', 'America/Sao_Paulo', '2026-10-24T10:00Z', 2)).toEqual(
      ['2026-10-25T03:00Z', '2026-10-26T03:00Z'],
    );
  });

  it('happen once on the day when their hour does not exist', () => {
    expect(next('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', 2)).toEqual(
      ['2026-03-29T01:00Z', '2026-03-30T00:30Z'],
    );
  });

  it('happen once on the day when their hour comes twice', () => {
    expect(next('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', 2)).toEqual(
      ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    );
  });

  it('go on each hour that passes, also the one that comes twice', () => {
    expect(next('@hourly', 'Europe/Berlin', '2026-10-24T23:30Z', 3)).toEqual([
      '2026-10-25T00:00Z',
      '2026-10-25T01:00Z',
      '2026-10-25T02:00Z',
    ]);
  });

  it.each([
    ['2026-05-05T00:00:00.000Z', '2026-05-05T00:00:00.000Z'],
    ['2026-05-05T00:00:00.500Z', '2026-05-05T00:00:00.000Z'],
    ['2026-05-04T23:59:59.999Z', '2026-05-04T00:00:00.000Z'],
  ])('are known backwards: at %s the newest was %s', (moment, firing) => {
    expect(
      Firings.of('@daily', 'UTC').upTo(new Date(moment))?.toISOString(),
    ).toBe(firing);
  });

  it('never come for a day that there is not', () => {
    const never = Firings.of('0 0 31 2 *', 'UTC');
    expect(never.after(new Date('2026-01-01'))).toBeUndefined();
    expect(never.upTo(new Date('2026-01-01'))).toBeUndefined();
  });

  it.each([
    ['61 * * * *', 'UTC', /schedule “61 .*minute.*30 2/],
    ['30 2 * *', 'UTC', /schedule “30 2 \* \*”/],
    ['@daily', 'Europe/Nowhere', /timeZone Europe\/Nowhere.*Europe\/Berlin/],
  ])(
    'of “%s” in %s are refused with what is wrong',
    (schedule, zone, words) => {
      expect(() => Firings.of(schedule, zone)).toThrow(words);
    },
  );
});
