import { duration } from './duration';

/**
 * The age of a moment in whole seconds or larger units; `undefined` when it is no time.
 * A clock of the browser that is behind the server's gives 0, never a negative age.
 */
export function age(
  moment: string | undefined,
  now: number,
): string | undefined {
  const at = moment === undefined ? NaN : Date.parse(moment);
  if (Number.isNaN(at)) return undefined;
  return duration(Math.max(0, Math.floor((now - at) / 1_000)));
}

/** The time of day in the viewer's own zone, with the date when it isn't today. */
export function clock(moment: string, now: number): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const sameDay = at.toDateString() === new Date(now).toDateString();
  return sameDay ? at.toLocaleTimeString() : at.toLocaleString();
}
