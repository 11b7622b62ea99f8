import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** What happened, as a title. */
export function incidentTitle({ kind, from, to }: Incident): string {
  switch (kind) {
    case 'Failover':
      return to === undefined
        ? `${from ?? 'The primary'} goes on, a failover from it was given up`
        : `${to} replaced ${from ?? 'the primary'}`;
    case 'Switchover':
      return `${to} took over from ${from}`;
    case 'ColdStart':
      return `${to} leads again after a full stop`;
    case 'Rebuild':
      return `${to} was rebuilt`;
    default:
      return kind satisfies never;
  }
}

/** Why, and what it cost. */
export function incidentExplanation(incident: Incident): string {
  const { cause, outageMs } = incident;
  return [
    `Cause: ${cause}.`,
    outageMs !== undefined &&
      `No write could commit for ${(outageMs / 1000).toFixed(1)} s.`,
    loss(incident),
  ]
    .filter(Boolean)
    .join(' ');
}

/** What is known of a loss is the least: nobody can ask a dead primary for more. */
function loss({
  kind,
  from,
  to,
  transactionsLost,
  lostGtids,
  waitedFor,
}: Incident): string | undefined {
  if (transactionsLost === 0) return 'No acknowledged transaction was lost.';
  if (transactionsLost !== undefined) {
    return `At least ${transactionsLost} acknowledged ${
      transactionsLost === 1 ? 'transaction was' : 'transactions were'
    } lost: ${lostGtids}.`;
  }
  return kind === 'Failover' && to !== undefined && waitedFor === 0
    ? `What ${
        from ?? 'the old primary'
      } committed last may be lost: no replica was waited for, and it could not be asked.`
    : undefined;
}
