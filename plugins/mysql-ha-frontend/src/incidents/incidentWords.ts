import type { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import { mayHaveLost, Tone } from '../verdict';
import { age, milliseconds } from '../words';

/** An incident in a line: what, when, from whom to whom, how long without writes. */
export function incidentWords(
  incident: Incident,
  now: number,
  t: Translate,
): string {
  const kind = t(`incident.kind.${incident.kind}`);
  const since = age(incident.startedAt, now);
  return [
    since === undefined ? kind : t('incident.ago', { kind, age: since }),
    incident.from && incident.to && incident.from !== incident.to
      ? t('incident.moved', { from: incident.from, to: incident.to })
      : incident.to,
    incident.outageMs === undefined
      ? undefined
      : t('incident.outage', { duration: milliseconds(incident.outageMs) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** How an incident is to be taken: what was lost outweighs what failed on the way. */
export function incidentTone(incident: Incident): Tone {
  if ((incident.transactionsLost ?? 0) > 0) return 'bad';
  if (incident.steps.some(({ state }) => state === 'Running')) return 'busy';
  if (incident.steps.some(({ state }) => state === 'Failed')) return 'warn';
  if (mayHaveLost(incident)) return 'warn';
  return 'good';
}
