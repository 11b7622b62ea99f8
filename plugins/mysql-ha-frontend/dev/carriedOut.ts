import type { OperationView } from '@mysql-ha/backstage-plugin-mysql-ha-common';

const STEP_MS = 300;

/** How far an operation is at a moment, when each of its steps takes the same short time. */
export function carriedOut(
  operation: OperationView,
  at: number,
): OperationView {
  const plan = planOf(operation);
  const since = Date.parse(operation.createdAt ?? '');
  if (operation.dryRun) return looked(operation, plan);
  const begun = Math.floor((at - since) / STEP_MS);
  const ended = begun >= plan.length;
  return {
    ...operation,
    plan,
    phase: ended ? 'Succeeded' : 'Running',
    message: ended ? 'It is done.' : undefined,
    steps: plan.slice(0, begun + 1).map((name, index) => ({
      name,
      startedAt: new Date(since + index * STEP_MS).toISOString(),
      ...(index < begun
        ? { state: 'Done', durationMs: STEP_MS }
        : { state: 'Running' }),
    })),
  };
}

/** A look at the plan. Without force no failover is safe here, and with it two transactions would go. */
function looked(operation: OperationView, plan: string[]): OperationView {
  if (operation.type !== 'Failover') {
    return { ...operation, phase: 'Succeeded', plan };
  }
  return operation.force
    ? {
        ...operation,
        phase: 'Succeeded',
        plan,
        transactionsAtRisk:
          '3f1c9a52-7d1e-11f0-9b5e-0242ac120002:184224-184225',
      }
    : {
        ...operation,
        phase: 'Failed',
        message:
          'One of two readable members is missing, so a commit may be known to the lost primary alone. Bring one back, or force it.',
      };
}

function planOf({ type, target, clusterName }: OperationView): string[] {
  const one = target ?? `${clusterName}-1`;
  switch (type) {
    case 'Switchover':
      return [
        `Wait until ${one} has caught up.`,
        `Make ${clusterName}-0 read-only.`,
        `Promote ${one}.`,
        'Move the Services.',
      ];
    case 'Failover':
      return [
        'Stop the receivers of all members that answer.',
        `Promote ${one}.`,
        'Move the Services.',
      ];
    case 'Rebuild':
      return [`Delete the data of ${one}.`, `Clone it from a replica.`];
    case 'Restart':
      return [`Stop MySQL on ${one}.`, 'Start it again and wait for it.'];
    case 'Fence':
      return [`Cut the clients of ${one} off.`, 'Stop its replication.'];
    case 'Unfence':
      return [`Open ${one} again.`, 'Wait until it has caught up.'];
    case 'RotatePasswords':
      return ['Let both passwords hold.', 'Write the new ones.'];
    default:
      return type satisfies never;
  }
}
