import {
  InstanceStatus,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { testCluster } from '../../resources/__testUtils__/testCluster';
import { chooseSource } from './chooseSource';

function cluster(
  instances: readonly InstanceStatus[],
  spec: Parameters<typeof testCluster>[0] = {},
): MySQLCluster {
  return {
    ...testCluster(spec),
    status: { primary: 'orders-0', instances: [...instances] },
  };
}
const primary: InstanceStatus = {
  name: 'orders-0',
  role: 'Primary',
  state: 'Healthy',
};
const replica = (
  ordinal: number,
  more: Partial<InstanceStatus> = {},
): InstanceStatus => ({
  name: `orders-${ordinal}`,
  role: 'Replica',
  state: 'Healthy',
  lagSeconds: 0,
  ...more,
});

describe('chooseSource', () => {
  it.each([
    ['a replica', [primary, replica(1)], 'orders-1'],
    [
      'the one that lags least',
      [primary, replica(1), replica(2, { lagSeconds: 4 })],
      'orders-1',
    ],
    [
      'a relay only when there is no other',
      [primary, replica(1, { role: 'Relay' }), replica(2, { lagSeconds: 4 })],
      'orders-2',
    ],
    [
      'a relay rather than nobody',
      [primary, replica(1, { role: 'Relay' })],
      'orders-1',
    ],
    [
      'no replica that lags or is rebuilt',
      [
        primary,
        replica(1, { state: 'Lagging' }),
        replica(2, { state: 'Cloning' }),
        replica(3),
      ],
      'orders-3',
    ],
  ])('takes %s', (_, instances, instance) => {
    expect(chooseSource(cluster(instances))).toEqual({ instance });
  });

  it('takes the primary where it is alone', () => {
    expect(
      chooseSource(cluster([primary], { topology: 'Single', instances: 1 })),
    ).toEqual({ instance: 'orders-0' });
  });

  it('waits rather than take the primary of several, and says for whom', () => {
    const lagging = replica(1, { state: 'Lagging', lagSeconds: 31.4 });
    expect(
      chooseSource(
        cluster([primary, lagging, replica(2, { state: 'Stopped' })]),
      ),
    ).toEqual({
      waitFor:
        'It waits for a current replica of shop/orders: orders-1 is 31 s behind, orders-2 is Stopped.',
    });
  });

  it('waits for a cluster that is shrunk to one but still has two', () => {
    expect(
      chooseSource(
        cluster([primary, replica(1, { state: 'Stopped' })], { instances: 1 }),
      ),
    ).toHaveProperty('waitFor');
  });

  it('waits for a primary that is alone and not up', () => {
    expect(
      chooseSource(
        cluster([{ ...primary, state: 'Starting' }], {
          topology: 'Single',
          instances: 1,
        }),
      ),
    ).toEqual({ waitFor: 'It waits until shop/orders serves.' });
  });

  it('waits for a hibernated cluster to be woken', () => {
    expect(chooseSource(cluster([], { hibernate: true }))).toEqual({
      waitFor: expect.stringContaining('spec.hibernate'),
    });
  });
});
