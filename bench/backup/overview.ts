import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readFigures, RESULTS } from '../report/results';
import { table } from '../report/table';

/** What is read of a part's figures. */
const figuresSchema = z.object({
  headlines: z.array(
    z.object({
      figure: z.string(),
      value: z.string(),
      aim: z.string().optional(),
    }),
  ),
});

/** Writes `bench/results/backup.md` from the reports that are there. */
export function writeOverview(parts: readonly string[]): void {
  const rows = parts.flatMap(part =>
    reportsOf(part).flatMap(({ name, size }) => {
      const taken = readFigures(name, figuresSchema);
      if (!taken) return [];
      const { figures, day } = taken;
      return figures.headlines.map(({ figure, value, aim = '' }) => [
        `[${figure}](${name}.md)${size}`,
        value,
        aim,
        day,
      ]);
    }),
  );
  const page = [
    '# Backups',
    '',
    'The figures in short; each has a page with how it was taken and all that was measured. What was tried and came back whole is in [backup-matrix.md](backup-matrix.md).',
    '',
    ...table(['figure', 'measured', 'aim', 'taken'], rows),
    '',
  ];
  writeFileSync(join(RESULTS, 'backup.md'), page.join('\n'));
}

/** Those of 1 GB first, then those of other sizes. */
function reportsOf(part: string): { name: string; size: string }[] {
  const other = new RegExp(`^(backup-${part}-([0-9.]+)gb)\\.json$`);
  return [
    { name: `backup-${part}`, size: '' },
    ...readdirSync(RESULTS).flatMap(file => {
      const [, name, gigabytes] = other.exec(file) ?? [];
      return name ? [{ name, size: `, ${gigabytes} GB` }] : [];
    }),
  ];
}
