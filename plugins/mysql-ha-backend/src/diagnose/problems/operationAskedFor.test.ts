import {
  OperationType,
  operationTypeSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { OperationRequest } from '../../observe';
import {
  SnapshotBuilder,
  snapshotOf,
} from '../../observe/__testUtils__/snapshotOf';
import { findingsOf } from '../findingsIn';
import { operationAskedFor } from './operationAskedFor';

/** What each type does first, and to a cluster that lets it. */
const FIRST: Readonly<
  Record<OperationType, readonly [string, SnapshotBuilder]>
> = {
  Switchover: ['Switchover', snapshotOf(3)],
  Failover: ['BeginFailover', snapshotOf(3).dead(0)],
  Rebuild: ['RemoveMember', snapshotOf(3)],
  Restart: ['RestartPod', snapshotOf(3)],
  Fence: ['FenceOnPurpose', snapshotOf(3)],
  Unfence: [
    'UnfenceOnPurpose',
    snapshotOf(3).recorded({
      fencedInstances: [
        { name: 'orders-1', since: '2026-01-01T00:00:00Z', reason: 'a test' },
      ],
    }),
  ],
  RotatePasswords: ['OfferPasswords', snapshotOf(3)],
};

const CLUSTER_WIDE: readonly OperationType[] = ['Failover', 'RotatePasswords'];

function asked(type: OperationType, dryRun: boolean) {
  const operation: OperationRequest = {
    name: 'ask',
    type,
    ...(CLUSTER_WIDE.includes(type) ? {} : { target: 'orders-1' }),
    force: false,
    dryRun,
    requestedBy: 'user:default/ann',
    begun: false,
    forMs: 100,
    journal: {},
  };
  const [found] = findingsOf(
    operationAskedFor,
    FIRST[type][1].with({ operation }).taken,
  );
  return found;
}

describe('operationAskedFor', () => {
  it('finds nothing where nobody asks', () => {
    expect(findingsOf(operationAskedFor, snapshotOf(3).taken)).toEqual([]);
  });

  it.each(operationTypeSchema.options)('begins a %s', type => {
    const found = asked(type, false);
    expect(found.recovery?.kind).toBe(FIRST[type][0]);
    expect(found.operation).toMatchObject({ name: 'ask' });
    expect(found.message).toContain('user:default/ann asked for it');
  });

  it.each(operationTypeSchema.options)(
    'changes nothing in a dry run of a %s, and has its plan',
    type => {
      const found = asked(type, true);
      expect(found.recovery).toMatchObject({
        kind: 'EndOperation',
        phase: 'Succeeded',
      });
      expect(found.operation?.stages[0].kind).toBe(FIRST[type][0]);
    },
  );
});
