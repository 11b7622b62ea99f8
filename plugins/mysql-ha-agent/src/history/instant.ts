/**
 * Microseconds since 1970 as RFC 3339 in UTC, with all six decimals: MySQL keeps commit times so exactly, a Date doesn’t.
 * @public
 */
export function instant(micros: number): string {
  const whole = new Date(Math.floor(micros / 1000)).toISOString();
  return whole.replace(/Z$/, `${String(micros % 1000).padStart(3, '0')}Z`);
}

/** Reads RFC 3339 with up to six decimals. @throws Error when it is no moment @public */
export function microsOf(text: string): number {
  const seconds = Date.parse(text.replace(/\.\d+/, ''));
  if (Number.isNaN(seconds))
    throw new Error(
      `"${text}" is no moment: write it as 2026-05-01T10:00:00.250Z.`,
    );
  const decimals = /\.(\d{1,6})/.exec(text)?.[1] ?? '';
  return seconds * 1000 + Number(decimals.padEnd(6, '0'));
}
