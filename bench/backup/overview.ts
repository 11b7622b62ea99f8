import { writeFileSync } from 'node:fs';
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
  const rows = parts.flatMap(part => {
    const taken = readFigures(`backup-${part}`, figuresSchema);
    if (!taken) return [];
    const { figures, day } = taken;
    return figures.headlines.map(({ figure, value, aim = '' }) => [
      `[${figure}](backup-${part}.md)`,
      value,
      aim,
      day,
    ]);
  });
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
