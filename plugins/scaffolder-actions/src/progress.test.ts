import { clusterViewSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { progress } from './progress';

describe('progress', () => {
  it('says the phase, each instance, the members and the conditions that matter', () => {
    const cluster = clusterViewSchema.parse({
      name: 'orders',
      namespace: 'shop',
      deleting: false,
      generation: 1,
      spec: {},
      status: {
        phase: 'Creating',
        message: 'Instances are cloning.',
        instances: [
          {
            name: 'orders-0',
            role: 'Primary',
            state: 'Healthy',
            node: 'node-1',
          },
          {
            name: 'orders-1',
            state: 'Cloning',
            message: '40 % of 2 GB',
          },
          {
            name: 'orders-2',
            state: 'Starting',
            message: 'Instances are cloning.',
          },
        ],
        synchronous: { members: ['orders-0', 'orders-2'], waitFor: 1, term: 1 },
        conditions: [
          {
            type: 'DataSafe',
            status: 'True',
            reason: 'Replicated',
            message: 'Two members hold each commit.',
            lastTransitionTime: '2026-01-01T00:00:00Z',
          },
          {
            type: 'Refused',
            status: 'False',
            reason: 'Nothing',
            message: 'Nothing waits for a person.',
            lastTransitionTime: '2026-01-01T00:00:00Z',
          },
          {
            type: 'BackedUp',
            status: 'False',
            reason: 'NoBackup',
            message: 'There is no backup.',
            lastTransitionTime: '2026-01-01T00:00:00Z',
          },
        ],
      },
    });
    expect([...progress(cluster).values()]).toEqual([
      'Creating. Instances are cloning.',
      'orders-0 on node-1: Primary, Healthy',
      'orders-1: Cloning. 40 % of 2 GB',
      'orders-2: Starting',
      'Members: orders-0, orders-2; a commit waits for 1 of the others',
      'Two members hold each commit.',
    ]);
  });
});
