const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A size: `640 B`, `4.2 MiB`, `412 MiB`. One decimal below ten, where it tells. */
export function bytes(size: number): string {
  let value = Math.max(0, size);
  let unit = 0;
  while (value >= 1_024 && unit < UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  const shown = unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value);
  return `${shown} ${UNITS[unit]}`;
}
