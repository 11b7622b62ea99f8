import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Where the time of one change of primary went, in milliseconds from the fault on. */
export interface Phases {
  /** The engine opened its record. */
  readonly detected: number;
  /** Nobody acknowledges to the old primary any more. */
  readonly fenced?: number;
  /** The new primary is writable. */
  readonly promoted?: number;
  /** The Service leads to it. */
  readonly rerouted?: number;
}

const LANDMARKS = {
  fenced: /^stop the receiver of/,
  promoted: /^make .* writable$/,
  rerouted: /^route the Services/,
} as const;

/**
 * Reads them out of the engine's own record.
 *
 * @param faultAt - by the wall clock, which the engine shares
 */
export function phasesOf(incident: Incident, faultAt: number): Phases {
  const after = (time: number) => Math.max(0, Math.round(time - faultAt));
  const end = (landmark: RegExp) => {
    const ends = incident.steps
      .filter(({ name }) => landmark.test(name))
      .map(step => Date.parse(step.startedAt) + (step.durationMs ?? 0));
    return ends.length > 0 ? after(Math.max(...ends)) : undefined;
  };
  return {
    detected: after(Date.parse(incident.startedAt)),
    fenced: end(LANDMARKS.fenced),
    promoted: end(LANDMARKS.promoted),
    rerouted: end(LANDMARKS.rerouted),
  };
}
