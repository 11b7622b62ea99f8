import { mockServices } from '@backstage/backend-test-utils';
import {
  MySQLCluster,
  mysqlClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ManualClock } from '../kubernetes/memory';
import { ClusterSignals } from './ClusterSignals';

const changed = { type: 'changed', namespace: 'shop', name: 'orders' } as const;

function cluster(generation: number, lagSeconds: number) {
  return mysqlClusterSchema.parse({
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLCluster',
    metadata: {
      name: 'orders',
      namespace: 'shop',
      uid: 'u',
      resourceVersion: '1',
      generation,
    },
    spec: {},
    status: { lagSeconds },
  });
}

function setUp() {
  const clock = new ManualClock();
  const signals = { publish: jest.fn().mockResolvedValue(undefined) };
  const events = mockServices.events.mock({
    publish: jest.fn().mockResolvedValue(undefined),
  });
  const clusterSignals = ClusterSignals.create({
    signals,
    events,
    clock,
    logger: mockServices.logger.mock(),
  });
  return { clock, clusterSignals, events, signals };
}

describe('ClusterSignals', () => {
  it('tells open pages at once', async () => {
    const { clock, clusterSignals, signals } = setUp();
    clusterSignals.announce(changed, cluster(1, 0));
    await clock.advance(0);
    expect(signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'mysql-ha:clusters',
      message: changed,
    });
  });

  it('says no more than four times a second that the same cluster changed, and never drops the last', async () => {
    const { clock, clusterSignals, signals } = setUp();
    for (let ms = 0; ms < 1_000; ms += 10) {
      clusterSignals.announce(changed, cluster(1, 0));
      await clock.advance(10);
    }
    clusterSignals.announce({ ...changed, type: 'deleted' }, undefined);
    await clock.advance(250);
    const { calls } = signals.publish.mock;
    expect(calls.length).toBeLessThanOrEqual(6);
    expect(calls.at(-1)).toEqual([
      expect.objectContaining({ message: { ...changed, type: 'deleted' } }),
    ]);
  });

  it('does not make one cluster wait for another', async () => {
    const { clock, clusterSignals, signals } = setUp();
    clusterSignals.announce(changed, cluster(1, 0));
    clusterSignals.announce({ ...changed, name: 'carts' }, undefined);
    await clock.advance(0);
    expect(signals.publish).toHaveBeenCalledTimes(2);
  });

  it('tells other plugins of what people wrote, not of each change of lag', async () => {
    const { clock, clusterSignals, events } = setUp();
    const announceAfter = async (now?: MySQLCluster) => {
      clusterSignals.announce(changed, now);
      await clock.advance(250);
    };
    await announceAfter(cluster(1, 0));
    await announceAfter(cluster(1, 7));
    expect(events.publish).toHaveBeenCalledTimes(1);
    await announceAfter(cluster(2, 7));
    expect(events.publish).toHaveBeenCalledTimes(2);
    await announceAfter(undefined);
    expect(events.publish).toHaveBeenCalledTimes(3);
    expect(events.publish).toHaveBeenCalledWith({
      topic: 'mysql-ha.clusters',
      eventPayload: changed,
    });
  });

  it('says nothing more once it is stopped', async () => {
    const { clock, clusterSignals, signals } = setUp();
    clusterSignals.announce(changed, cluster(1, 0));
    clusterSignals.announce(changed, cluster(1, 0));
    clusterSignals.stop();
    await clock.advance(1_000);
    expect(signals.publish).toHaveBeenCalledTimes(1);
  });
});
