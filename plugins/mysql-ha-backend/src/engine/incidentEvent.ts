import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { EventRecord } from '../kubernetes';
import { incidentExplanation, incidentTitle } from '../status';

/** An Event is a note: Kubernetes' own clients cut what is longer than 1,024 bytes. */
const MOST_CHARACTERS = 1_000;

/** The Event of an incident that has ended: what it was, why, what it cost, and how long each step took. Pure. */
export function incidentEvent(incident: Incident): EventRecord {
  const { kind, steps, to } = incident;
  const took = steps.map(({ name, durationMs = 0, state }) =>
    state === 'Skipped'
      ? `${name} (skipped)`
      : `${name} ${durationMs} ms${state === 'Failed' ? ' (failed)' : ''}`,
  );
  const message = `${incidentTitle(incident)}. ${incidentExplanation(
    incident,
  )} Steps: ${took.join(', ')}.`;
  return {
    type: kind === 'Failover' || kind === 'ColdStart' ? 'Warning' : 'Normal',
    reason: kind === 'Failover' && to === undefined ? 'FailoverGivenUp' : kind,
    message:
      message.length > MOST_CHARACTERS
        ? `${message.slice(0, MOST_CHARACTERS - 1)}…`
        : message,
  };
}
