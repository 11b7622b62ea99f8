import {
  Incident,
  mysqlOperationSchema,
  OperationStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { unrecordedIncident } from './unrecordedIncident';

const operation = mysqlOperationSchema.parse({
  apiVersion: 'mysqlha.dev/v1alpha1',
  kind: 'MySQLOperation',
  metadata: { name: 'ask', namespace: 'shop', uid: 'u', resourceVersion: '1' },
  spec: { clusterName: 'orders', type: 'Switchover', reason: 'a test' },
});
const status: OperationStatus = {
  phase: 'Succeeded',
  startedAt: '2026-01-01T00:00:10.000Z',
  journal: { from: 'orders-0', to: 'orders-1', term: '1' },
  steps: [{ name: 'make orders-0 read-only', state: 'Done', durationMs: 12 }],
};
const recorded = { primary: 'orders-1', term: 2, endedBootstrap: true };

describe('unrecordedIncident', () => {
  it('tells a change of primary from what its operation noted', () => {
    expect(unrecordedIncident(operation, status, recorded)).toMatchObject({
      kind: 'Switchover',
      from: 'orders-0',
      to: 'orders-1',
      term: 2,
      cause: 'a test',
      operation: 'ask',
      steps: [{ name: 'make orders-0 read-only', startedAt: status.startedAt }],
    });
  });

  it.each<[string, OperationStatus, object]>([
    ['it failed', { ...status, phase: 'Failed' }, {}],
    ['nothing was changed', status, { term: 1 }],
    ['it was about something else', { ...status, journal: { pod: 'x' } }, {}],
    [
      'it is recorded',
      status,
      {
        incidents: [
          { startedAt: '2026-01-01T00:00:10.020Z' } as Partial<Incident>,
        ],
      },
    ],
  ])('tells nothing when %s', (_, how, more) => {
    expect(
      unrecordedIncident(operation, how, { ...recorded, ...more }),
    ).toBeUndefined();
  });
});
