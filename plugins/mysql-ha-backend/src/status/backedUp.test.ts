import { LastVerification } from '../observe';
import { testCluster } from '../resources/__testUtils__/testCluster';
import { backedUp } from './backedUp';

const { spec } = testCluster();
const configured = testCluster({ backup: { locationName: 'store' } }).spec;
const lastBackup = { name: 'nightly-1', completedAt: '2026-05-01T00:00:00Z' };

function tried(
  phase: LastVerification['last']['phase'],
  message: string,
  startedAt = '2026-05-01T10:00:00Z',
): LastVerification {
  return { last: { backup: 'nightly-1', phase, message, startedAt } };
}

describe('BackedUp', () => {
  it('is True with the newest backup that succeeded, and its date', () => {
    expect(backedUp({ spec, lastBackup })).toMatchObject({
      status: 'True',
      reason: 'BackupSucceeded',
      message: 'The newest backup, nightly-1, is of 2026-05-01T00:00:00Z.',
    });
  });

  it.each([
    ['NotConfigured', spec],
    ['NoneYet', configured],
  ])('is False for the reason %s', (reason, given) => {
    expect(backedUp({ spec: given })).toMatchObject({
      status: 'False',
      reason,
    });
  });

  it('says when a restore last proved a backup', () => {
    const proved = { backup: 'nightly-1', at: '2026-05-01T10:00:30Z' };
    const verification = { ...tried('Proved', 'It was restored.'), proved };
    expect(backedUp({ spec, lastBackup, verification })).toMatchObject({
      status: 'True',
      reason: 'BackupProved',
      message:
        'The newest backup, nightly-1, is of 2026-05-01T00:00:00Z. A restore of nightly-1 proved at 2026-05-01T10:00:30Z that it works.',
    });
  });

  it('is False when a restore has shown that the newest one can’t be had back', () => {
    const verification = tried('Refuted', 'shop.t is missing.');
    const older = { name: 'older', completedAt: '2026-04-30T00:00:00Z' };
    expect(backedUp({ spec, lastBackup: older, verification })).toMatchObject({
      status: 'False',
      reason: 'BackupRefuted',
      message:
        'The backup nightly-1 can’t be had back, so make another one now: shop.t is missing.',
    });
    expect(backedUp({ spec, verification }).reason).toBe('BackupRefuted');
  });

  it('is True again with a backup that was made after that', () => {
    const verification = tried('Refuted', 'shop.t is missing.');
    const newer = { name: 'newer', completedAt: '2026-05-01T11:00:00Z' };
    expect(backedUp({ spec, lastBackup: newer, verification }).status).toBe(
      'True',
    );
  });

  it('stays True when an older one can’t be had back, and says so', () => {
    const { last } = tried('Refuted', 'shop.t is missing.');
    const verification = { last: { ...last, savedAt: '2026-04-30T00:00:00Z' } };
    const newest = { ...lastBackup, name: 'nightly-2' };
    expect(backedUp({ spec, lastBackup: newest, verification })).toMatchObject({
      status: 'True',
      reason: 'BackupSucceeded',
      message:
        'The newest backup, nightly-2, is of 2026-05-01T00:00:00Z. The older backup nightly-1 can’t be had back: shop.t is missing.',
    });
  });

  it('says why a proof did not come about, which takes nothing from the backup', () => {
    const verification = tried('Failed', '/scratch has 2 MiB free.');
    expect(backedUp({ spec, lastBackup, verification })).toMatchObject({
      status: 'True',
      message: expect.stringContaining(
        'The last try to prove one did not come about: /scratch has 2 MiB free.',
      ),
    });
  });
});
