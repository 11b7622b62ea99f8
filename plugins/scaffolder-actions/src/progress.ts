import {
  ClusterStatus,
  ClusterView,
  Condition,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * What can be said of a cluster's progress, by subject: a line is worth logging when its subject says
 * something new.
 */
export function progress({ status }: ClusterView): Map<string, string> {
  const lines = new Map<string, string>();
  if (status.phase) {
    lines.set('phase', sentence(status.phase, status.message));
  }
  for (const { name, role, state, node, message } of status.instances ?? []) {
    const where = node ? ` on ${node}` : '';
    const as = role ? `${role}, ` : '';
    // What the cluster waits for is often what the instance says: once is enough.
    const news = message === status.message ? undefined : message;
    lines.set(name, sentence(`${name}${where}: ${as}${state}`, news));
  }
  const members = membersLine(status);
  if (members) lines.set('members', members);
  for (const { type, message } of told(status)) lines.set(type, message);
  return lines;
}

function membersLine({ synchronous }: ClusterStatus): string | undefined {
  if (!synchronous) return undefined;
  const { members, waitFor } = synchronous;
  return waitFor === 0
    ? `Members: ${members.join(', ')}; a commit waits for no other`
    : `Members: ${members.join(
        ', ',
      )}; a commit waits for ${waitFor} of the others`;
}

/** Whether writes commit and how safe they are; a refusal only when there is one. */
function told({ conditions = [] }: ClusterStatus): Condition[] {
  return conditions.filter(
    ({ type, status }) =>
      type === 'PrimaryAvailable' ||
      type === 'DataSafe' ||
      (type === 'Refused' && status === 'True'),
  );
}

function sentence(subject: string, message?: string): string {
  return message ? `${subject}. ${message}` : subject;
}
