import type { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ago } from './clusterView';

/** Steps one after the other or side by side, each with its begin in milliseconds after the incident's. */
function steps(
  since: string,
  ...done: ReadonlyArray<readonly [name: string, after: number, took: number]>
): Incident['steps'] {
  return done.map(([name, after, durationMs]) => ({
    name,
    startedAt: new Date(Date.parse(since) + after).toISOString(),
    durationMs,
    state: 'Done',
  }));
}

/** A killed mysqld, three days ago. */
export function failover(name: string): Incident {
  const since = ago(86_400 * 3);
  return {
    kind: 'Failover',
    startedAt: since,
    outageMs: 1_240,
    from: `${name}-2`,
    to: `${name}-0`,
    term: 2,
    cause: `mysqld of ${name}-2 was killed.`,
    evidence: [
      'three probes in a row were refused',
      `${name}-0 has lost it (receiver CONNECTING)`,
      `${name}-1 has lost it (receiver CONNECTING)`,
    ],
    steps: steps(
      since,
      [`stop the receivers of ${name}-0 and ${name}-1`, 0, 31],
      ['read both again', 31, 12],
      [`apply what ${name}-0 has received`, 43, 96],
      ['write the new term', 139, 41],
      [`promote ${name}-0`, 180, 148],
      [`let ${name}-1 follow ${name}-0`, 190, 210],
      [`first commit of ${name}-0`, 328, 84],
      ['move the Services', 412, 22],
    ),
    transactionsLost: 0,
  };
}

/** A wish that came before it. */
export function switchover(name: string): Incident {
  const since = ago(86_400 * 9);
  return {
    kind: 'Switchover',
    startedAt: since,
    outageMs: 210,
    from: `${name}-1`,
    to: `${name}-2`,
    term: 1,
    cause: 'user:default/ada asked for it: node-2 gets a new kernel.',
    evidence: [],
    steps: steps(
      since,
      [`wait until ${name}-2 has caught up`, 0, 480],
      [`make ${name}-1 read-only`, 480, 60],
      [`promote ${name}-2`, 540, 90],
      [`first commit of ${name}-2`, 630, 60],
    ),
    transactionsLost: 0,
    operation: `${name}-switchover-5f1c2a90`,
  };
}

/** An instance that was filled anew, without anybody waiting. */
export function rebuild(name: string): Incident {
  const since = ago(86_400 * 11);
  return {
    kind: 'Rebuild',
    startedAt: since,
    to: `${name}-2`,
    term: 1,
    cause: `${name}-2 held 2 transactions that exist nowhere else.`,
    evidence: [`${name}-2 has errant transactions`],
    steps: steps(
      since,
      [`clone ${name}-2 from ${name}-1`, 0, 14_200],
      [`wait until ${name}-2 has caught up`, 14_200, 1_900],
    ),
  };
}
