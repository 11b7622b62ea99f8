import { mockServices } from '@backstage/backend-test-utils';
import { ActContext, AuthorityLostError } from '../act';
import { ManualClock } from '../kubernetes/memory';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { testCluster } from '../resources/__testUtils__/testCluster';
import { HaLoop } from './HaLoop';

describe('HaLoop', () => {
  it('takes no command when the Lease ran out while its findings were shown', async () => {
    let holdsLease = true;
    const takeCommand = jest.fn(async () => false);
    const { taken } = snapshotOf(3).replica(1, { receiver: 'OFF' });
    const loop = new HaLoop(
      {
        current: () => testCluster(),
        snapshot: () => taken,
        refresh: async () => {},
        takeCommand,
        doubtCommand: () => {},
        display: async () => {
          holdsLease = false;
        },
        beside: { take: () => true },
        announce: () => {},
        context: {
          assertAuthority() {
            if (!holdsLease) throw new AuthorityLostError('it ran out');
          },
        } as Partial<ActContext> as ActContext,
      },
      new ManualClock(),
      mockServices.logger.mock(),
    );
    await expect(loop.turn()).rejects.toThrow(AuthorityLostError);
    expect(takeCommand).not.toHaveBeenCalled();
  });
});
