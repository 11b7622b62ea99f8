import {
  InstanceStatus,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The instance that a backup is made from, or why it has to wait. */
export type Source =
  | { readonly instance: string }
  | { readonly waitFor: string };

/**
 * A replica that is current, the one that lags least; a relay, which others wait for, only when there is no other. The
 * primary serves only where it is alone: CLONE takes its disk, and a dump stops its commits for an instant.
 */
export function chooseSource({ metadata, spec, status }: MySQLCluster): Source {
  const cluster = `${metadata.namespace}/${metadata.name}`;
  if (spec.hibernate)
    return {
      waitFor: `${cluster} is hibernated: set spec.hibernate to false, and the backup is made when it is up.`,
    };
  const { instances = [] } = status;
  const current = instances
    .filter(({ state }) => state === 'Healthy')
    .filter(({ role }) => role === 'Replica' || role === 'Relay')
    .sort(
      (a, b) =>
        Number(a.role === 'Relay') - Number(b.role === 'Relay') ||
        (a.lagSeconds ?? 0) - (b.lagSeconds ?? 0) ||
        b.name.localeCompare(a.name),
    );
  const [best] = current;
  if (best) return { instance: best.name };
  const alone = spec.instances === 1 && instances.length <= 1;
  const primary = instances.find(
    ({ name, role, state }) =>
      name === status.primary && role === 'Primary' && state === 'Healthy',
  );
  if (alone && primary) return { instance: primary.name };
  return {
    waitFor: alone
      ? `It waits until ${cluster} serves.`
      : `It waits for a current replica of ${cluster}: ${
          instances
            .filter(({ role }) => role !== 'Primary')
            .map(inWords)
            .join(', ') || 'none is known yet'
        }.`,
  };
}

function inWords({ name, state, lagSeconds }: InstanceStatus): string {
  return state === 'Lagging' && lagSeconds !== undefined
    ? `${name} is ${Math.round(lagSeconds)} s behind`
    : `${name} is ${state}`;
}
