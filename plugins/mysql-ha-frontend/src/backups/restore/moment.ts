/** A moment as it is written and sent: to the microsecond, which a number of milliseconds can’t say. */
export interface Moment {
  /** Milliseconds since the epoch, the rest cut off. */
  readonly at: number;
  /** RFC 3339, UTC, with the decimals as they were written. */
  readonly text: string;
}

const WRITTEN =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads `2026-05-01 12:00:02.25` in the viewer’s own time, or in the zone that is written behind it.
 * @returns undefined for what is no moment
 */
export function parseMoment(written: string): Moment | undefined {
  const parts = WRITTEN.exec(written.trim());
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second = '0', decimals, zone] =
    parts;
  const fields = [year, month, day, hour, minute, second].map(Number);
  const whole =
    zone === undefined ? local(fields) : zoned(fields, offsetOf(zone));
  if (whole === undefined) return undefined;
  const fraction = decimals === undefined ? '' : `.${decimals}`;
  return {
    at: whole + Number((decimals ?? '').padEnd(3, '0').slice(0, 3)),
    text: `${new Date(whole).toISOString().slice(0, 19)}${fraction}Z`,
  };
}

/** `2026-05-01 12:00:02` in the viewer’s own time, as {@link parseMoment} reads it again. */
export function localWords(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [
    date.getFullYear(),
    two(date.getMonth() + 1),
    two(date.getDate()),
  ].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map(two)
    .join(':');
  return `${day} ${time}`;
}

/** `2026-05-01 12:00:02.250001` in the viewer's own time, of a moment in UTC with six decimals. */
export function exactWords(instant: string): string {
  return `${localWords(Date.parse(instant))}${instant.slice(19, 26)}`;
}

function local(fields: readonly number[]): number | undefined {
  const [year, month, day, hour, minute, second] = fields;
  const date = new Date(year, month - 1, day, hour, minute, second);
  const isSame = date.getMonth() === month - 1 && date.getDate() === day;
  return isSame && isClock(fields) ? date.getTime() : undefined;
}

function zoned(
  fields: readonly number[],
  offsetMinutes: number,
): number | undefined {
  const [year, month, day, hour, minute, second] = fields;
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(at);
  const isSame = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isSame && isClock(fields) ? at - offsetMinutes * 60_000 : undefined;
}

function isClock([, , , hour, minute, second]: readonly number[]): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

function offsetOf(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}
