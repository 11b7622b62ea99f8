import {
  ClusterStatus,
  ClusterView,
  Condition,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Conditions whose sentences a person wants to read while a cluster comes up. */
const TOLD_CONDITIONS: readonly Condition['type'][] = [
  'Refused',
  'PrimaryAvailable',
  'DataSafe',
];

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
    lines.set(name, sentence(`${name}${where}: ${as}${state}`, message));
  }
  const members = membersLine(status);
  if (members) lines.set('members', members);
  for (const condition of told(status)) {
    lines.set(
      condition.type,
      sentence(`${condition.type} ${condition.status}`, condition.message),
    );
  }
  return lines;
}

function membersLine({ synchronous }: ClusterStatus): string | undefined {
  if (!synchronous) return undefined;
  const { members, waitFor } = synchronous;
  return waitFor === 0
    ? `Members: ${members.join(', ')}; a commit waits for no other yet`
    : `Members: ${members.join(
        ', ',
      )}; a commit waits for ${waitFor} of the others`;
}

function told({ conditions = [] }: ClusterStatus): Condition[] {
  return conditions.filter(({ type }) => TOLD_CONDITIONS.includes(type));
}

function sentence(subject: string, message?: string): string {
  return message ? `${subject}. ${message}` : subject;
}
