/** What the names of operators' Leases begin with. */
export const OPERATOR_PREFIX = 'operator-';

/**
 * The name of an operator's Lease. A process that lost its Lease comes back under another name, so that no record
 * takes the one that was declared dead for the one that lives.
 *
 * @param identity - unlike any other process's
 * @param time - how many times this process has taken part
 */
export function operatorName(identity: string, time: number): string {
  const label = identity
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${OPERATOR_PREFIX}${label}-${time}`;
}
