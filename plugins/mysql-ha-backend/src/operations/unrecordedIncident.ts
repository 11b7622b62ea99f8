import {
  Incident,
  MySQLOperation,
  OperationStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Recorded } from '../observe';

/**
 * A change of primary that was asked for and is on no record, because the operator that began it did not live to close
 * its incident: it is told from what the operation noted. Nothing when it is recorded, or when nothing was changed.
 */
export function unrecordedIncident(
  { metadata, spec }: Pick<MySQLOperation, 'metadata' | 'spec'>,
  status: OperationStatus,
  { primary, term = 0, incidents = [] }: Recorded,
): Incident | undefined {
  const { journal = {}, startedAt, steps = [] } = status;
  if (
    status.phase !== 'Succeeded' ||
    startedAt === undefined ||
    journal.from === undefined ||
    term <= Number(journal.term) ||
    incidents.some(incident => incident.startedAt >= startedAt)
  ) {
    return undefined;
  }
  return {
    kind: spec.type === 'Failover' ? 'Failover' : 'Switchover',
    startedAt,
    from: journal.from,
    to: primary,
    term,
    cause: spec.reason ?? `${status.requestedBy} asked for it`,
    evidence: [
      'The operator that began it did not finish it; the next one did.',
    ],
    steps: steps.map(step => ({
      ...step,
      startedAt: step.startedAt ?? startedAt,
    })),
    transactionsLost: spec.type === 'Failover' ? undefined : 0,
    lostGtids: journal.lost,
    operation: metadata.name,
  };
}
