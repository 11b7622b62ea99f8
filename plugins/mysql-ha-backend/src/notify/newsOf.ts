import {
  Incident,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { incidentExplanation, incidentTitle } from '../status';

/** What an owner was told last, by the times of the events; it is kept on the cluster, so that nobody tells it twice. */
export interface Told {
  /** `startedAt` of the newest incident. */
  readonly incident?: string;
  /** `lastTransitionTime` of the refusal. */
  readonly refusal?: string;
  /** What of its backups is told to be failing. */
  readonly troubles?: readonly string[];
}

/** Something that an owner should hear. */
export interface News {
  /** Names it among all of its cluster: the same news replaces itself and is not heard twice. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly severity: 'critical' | 'high' | 'normal';
  readonly topic: 'incident' | 'refusal' | 'backup';
  /** It is told only if it still holds at this moment, in milliseconds. */
  readonly dueAt: number;
  /** What is to be noted once it is told. */
  readonly told: Told;
}

/** Older incidents are in the cluster's record; nobody needs to be called for them, in milliseconds. */
const OLD_MS = 24 * 60 * 60_000;
/** How long a refusal has to last before anybody is called, in milliseconds: most pass by themselves. */
const LASTING_MS = 30_000;

/** What the owner of a cluster should hear that was not told yet, oldest first. Pure. */
export function newsOf(
  cluster: MySQLCluster,
  told: Told,
  now: number,
): readonly News[] {
  const name = `${cluster.metadata.namespace}/${cluster.metadata.name}`;
  return [
    ...incidents(cluster, name, told, now),
    ...refusal(cluster, name, told),
  ];
}

function incidents(
  { status }: MySQLCluster,
  name: string,
  told: Told,
  now: number,
): readonly News[] {
  const { incident: last = '' } = told;
  return [...(status.incidents ?? [])]
    .reverse()
    .filter(
      ({ startedAt }) =>
        startedAt > last && now - Date.parse(startedAt) < OLD_MS,
    )
    .map(incident => ({
      key: `incident ${incident.startedAt}`,
      title: `${name}: ${incidentTitle(incident)}`,
      description: incidentExplanation(incident),
      severity: severityOf(incident),
      topic: 'incident',
      dueAt: 0,
      told: { ...told, incident: incident.startedAt },
    }));
}

function severityOf({
  kind,
  transactionsLost = 0,
}: Incident): News['severity'] {
  if (transactionsLost > 0) return 'critical';
  return kind === 'Failover' || kind === 'ColdStart' ? 'high' : 'normal';
}

function refusal(
  { status }: MySQLCluster,
  name: string,
  told: Told,
): readonly News[] {
  const refused = status.conditions?.find(({ type }) => type === 'Refused');
  if (refused?.status !== 'True') return [];
  const { lastTransitionTime, message } = refused;
  if (lastTransitionTime === told.refusal) return [];
  const blocks = status.phase === 'WaitingForUser';
  return [
    {
      key: `refusal ${lastTransitionTime}`,
      title: blocks
        ? `${name} waits for you`
        : `${name}: a part of what you asked for is refused`,
      description: message,
      severity: blocks ? 'critical' : 'normal',
      topic: 'refusal',
      dueAt: Date.parse(lastTransitionTime) + LASTING_MS,
      told: { ...told, refusal: lastTransitionTime },
    },
  ];
}
