import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { testCluster } from '../resources/__testUtils__/testCluster';
import { outsideWanted } from './outsideWanted';

const server = (host: string) => ({ host, secretRef: { name: 'login' } });

describe('outsideWanted', () => {
  it.each<[string, ClusterSpecInput, object, string | undefined]>([
    ['nobody of a cluster of its own', {}, {}, undefined],
    ['whom it follows', { externalSource: server('a') }, {}, 'a'],
    [
      'whom it follows, also later',
      { externalSource: server('a') },
      { primary: 'orders-0' },
      'a',
    ],
    ['whom it is cloned from', { initFrom: { clone: server('b') } }, {}, 'b'],
    [
      'nobody any more, once it has begun',
      { initFrom: { clone: server('b') } },
      { primary: 'orders-0' },
      undefined,
    ],
  ])('is %s', (_, spec, status, host) => {
    expect(outsideWanted(testCluster(spec).spec, status)?.host).toBe(host);
  });
});
