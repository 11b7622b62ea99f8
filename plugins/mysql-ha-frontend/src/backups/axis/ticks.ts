/** A mark of the axis. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Hours of one step; from a day on, steps begin at midnight. */
const STEPS: readonly number[] = [
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  364 * DAY,
];

/** Pixels that a label needs beside the next one. */
const ROOM = 84;

/**
 * Marks at round times of the viewer's own zone, as many as there is room for. They are found by the calendar and not by
 * adding hours, since a day of daylight saving has 23 or 25 of them.
 */
export function ticksOf(from: number, to: number, width: number): Tick[] {
  const most = Math.max(1, Math.floor(width / ROOM));
  const step = STEPS.find(each => (to - from) / each <= most) ?? STEPS[10];
  const ticks: Tick[] = [];
  const start = new Date(from);
  start.setHours(0, 0, 0, 0);
  for (let index = 0; ; index++) {
    const at = new Date(start);
    if (step >= DAY) at.setDate(at.getDate() + (index * step) / DAY);
    else at.setHours((index * step) / HOUR);
    const moment = at.getTime();
    if (moment > to) return ticks;
    if (moment >= from) ticks.push({ at: moment, label: labelOf(at) });
  }
}

function labelOf(at: Date): string {
  return at.getHours() === 0
    ? at.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })
    : at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}
