import { isRefuted } from './isRefuted';

const at = '2026-05-05T01:00:00Z';

describe('a backup that was refuted', () => {
  it.each<[string, Parameters<typeof isRefuted>[0], boolean]>([
    ['is none that was never tried', {}, false],
    ['is one whose last restore refuted it', refuted('Refuted'), true],
    ['is one while it is tried again', refuted('Running'), true],
    ['is one that could not be tried again', refuted('Failed'), true],
    [
      'is one that an engine of before found to be so',
      { verification: { phase: 'Refuted', startedAt: at } },
      true,
    ],
    [
      'is none that a later restore proved',
      { verification: { phase: 'Proved', startedAt: at } },
      false,
    ],
    [
      'is none that could only not be tried',
      { verification: { phase: 'Failed', startedAt: at } },
      false,
    ],
  ])('%s', (_, status, expected) => {
    expect(isRefuted(status)).toBe(expected);
  });
});

function refuted(phase: 'Refuted' | 'Running' | 'Failed') {
  return { refutedAt: at, verification: { phase, startedAt: at } };
}
