import { instant, microsOf } from './instant';

describe('moments', () => {
  it.each([
    ['2026-05-01T10:00:00.250001Z', '2026-05-01T10:00:00.250001Z'],
    ['2026-05-01T10:00:00Z', '2026-05-01T10:00:00.000000Z'],
    ['2026-05-01T10:00:00.5+02:00', '2026-05-01T08:00:00.500000Z'],
  ])('are exact to the microsecond: %s', (text, printed) => {
    expect(instant(microsOf(text))).toBe(printed);
  });

  it('are refused when they are none', () => {
    expect(() => microsOf('yesterday')).toThrow('"yesterday" is no moment');
  });
});
