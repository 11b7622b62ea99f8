import { backupView } from '../../dev/backups';
import { backupState, isGood } from './backupState';

const made = backupView('nightly', 3_600);
const withStatus = (more: object) => ({
  ...made,
  status: { ...made.status, ...more },
});
const startedAt = '2026-05-01T10:00:00Z';

describe('how a backup is to be taken', () => {
  it.each([
    ['Succeeded', {}],
    ['Proved', { verifiedAt: startedAt }],
    ['Failed', { phase: 'Failed' as const }],
    ['Refuted', { verification: { phase: 'Refuted', startedAt } }],
    [
      'Refuted',
      { refutedAt: startedAt, verification: { phase: 'Running', startedAt } },
    ],
    [
      'Refuted',
      { refutedAt: startedAt, verification: { phase: 'Failed', startedAt } },
    ],
  ])('is %s with %j', (state, status) => {
    const backup = withStatus(status);
    expect(backupState(backup)).toBe(state);
    expect(isGood(backup)).toBe(state === 'Succeeded' || state === 'Proved');
  });

  it('is outweighed by its going', () => {
    expect(backupState({ ...made, deleting: true })).toBe('Deleting');
  });
});
