import { testCluster } from '../resources/__testUtils__/testCluster';
import { backedUp } from './backedUp';

const { spec } = testCluster();
const configured = testCluster({ backup: { locationName: 'store' } }).spec;
const lastBackup = { name: 'nightly-1', completedAt: '2026-05-01T00:00:00Z' };

describe('BackedUp', () => {
  it('is True with the newest backup that succeeded, and its date', () => {
    expect(backedUp({ spec, lastBackup })).toMatchObject({
      status: 'True',
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
});
