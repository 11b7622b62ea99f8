import { exactWords, localWords, parseMoment } from './moment';

describe('a moment as a person writes it', () => {
  it.each([
    ['2026-05-01T10:00:02Z', '2026-05-01T10:00:02Z'],
    ['2026-05-01 12:00:02.250001+02:00', '2026-05-01T10:00:02.250001Z'],
    ['2026-05-01 06:00-0400', '2026-05-01T10:00:00Z'],
    ['  2026-05-01 10:00:02,5 z ', '2026-05-01T10:00:02.5Z'],
  ])('%s is %s', (written, text) => {
    expect(parseMoment(written)?.text).toBe(text);
  });

  it.each([
    'yesterday',
    '2026-05-01',
    '2026-02-30 10:00',
    '2026-05-01 24:00',
    '2026-05-01 10:60',
    '2026-05-01T10:00:02.1234567Z',
  ])('%s is none', written => {
    expect(parseMoment(written)).toBeUndefined();
  });

  it('without a zone is in the viewer’s own time, and comes back as it was written', () => {
    const at = new Date(2026, 4, 1, 10, 0, 2).getTime();
    expect(localWords(at)).toBe('2026-05-01 10:00:02');
    expect(parseMoment(localWords(at))).toEqual({
      at,
      text: `${new Date(at).toISOString().slice(0, 19)}Z`,
    });
  });

  it('is told with all decimals that it has, and read again', () => {
    const words = exactWords('2026-05-01T10:00:02.000999Z');
    expect(words).toMatch(/^2026-05-01 \d\d:00:02\.000999$/);
    expect(parseMoment(words)?.text).toBe('2026-05-01T10:00:02.000999Z');
  });

  it('keeps microseconds, which a clock of milliseconds has not', () => {
    const moment = parseMoment('2026-05-01T10:00:02.000999Z');
    expect(moment?.text).toBe('2026-05-01T10:00:02.000999Z');
    expect(moment?.at).toBe(Date.parse('2026-05-01T10:00:02.000Z'));
  });
});
