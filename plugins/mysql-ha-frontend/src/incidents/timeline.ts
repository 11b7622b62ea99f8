import type {
  Incident,
  Step,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A stretch of time, in milliseconds from the begin of the incident. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A step and when it was done. */
export interface Bar extends Stretch {
  readonly name: string;
  readonly state: Step['state'];
  /** Whether the step has an end yet. */
  readonly ended: boolean;
}

/** An incident laid out over time. */
export interface Timeline {
  /** Length of the whole, at least a millisecond. */
  readonly span: number;
  /** While no write could commit; missing when that is not known. */
  readonly outage?: Stretch;
  /** From the first silence to the first step; missing when no write was kept waiting before. */
  readonly noticing?: Stretch;
  readonly bars: readonly Bar[];
}

/** The step in whose end the engine sees that writes commit again. */
const COMMITS_AGAIN = /^first commit/i;

/** @param now - where a step ends that is under way, in milliseconds since the epoch */
export function timelineOf(incident: Incident, now: number): Timeline {
  const steps = incident.steps.map(step => absolute(step, now));
  const opened = firstOf([
    ...steps.map(each => each.from),
    Date.parse(incident.startedAt),
  ]);
  const closed = Math.max(opened, ...steps.map(each => each.to));
  const outage = outageOf(incident, steps, closed);
  const origin = Math.min(opened, outage?.from ?? opened);
  const moved = <T extends Stretch>(stretch: T): T => ({
    ...stretch,
    from: stretch.from - origin,
    to: stretch.to - origin,
  });
  return {
    span: Math.max(1, closed - origin, (outage?.to ?? origin) - origin),
    ...(outage && { outage: moved(outage) }),
    ...(outage &&
      outage.from < opened && {
        noticing: moved({ from: outage.from, to: opened }),
      }),
    bars: steps.map(moved),
  };
}

function absolute(step: Step, now: number): Bar {
  const from = Date.parse(step.startedAt);
  const to =
    step.state === 'Running' ? now : from + Math.max(0, step.durationMs ?? 0);
  const { name, state } = step;
  return {
    name,
    state,
    from,
    to: Math.max(from, to),
    ended: state !== 'Running',
  };
}

/** The record has the length of the outage alone; its end is where a write committed again. */
function outageOf(
  incident: Incident,
  steps: readonly Bar[],
  closed: number,
): Stretch | undefined {
  if (incident.outageMs === undefined) return undefined;
  const commit = steps.find(({ name }) => COMMITS_AGAIN.test(name));
  const to = commit?.to ?? closed;
  return { from: to - incident.outageMs, to };
}

function firstOf(moments: readonly number[]): number {
  return Math.min(...moments.filter(each => !Number.isNaN(each)));
}
