import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../e2e/stand';
import { table } from '../report/table';

const RESULTS = join(ROOT, 'bench', 'results');

/** What is read of a part's figures. */
const figuresSchema = z.object({
  environment: z.object({ date: z.string() }),
  figures: z.object({
    headlines: z.array(
      z.object({
        figure: z.string(),
        value: z.string(),
        aim: z.string().optional(),
      }),
    ),
  }),
});

/** Writes `bench/results/backup.md` from the reports that are there. */
export function writeOverview(parts: readonly string[]): void {
  const rows = parts.flatMap(part => {
    const file = join(RESULTS, `backup-${part}.json`);
    if (!existsSync(file)) return [];
    const { environment, figures } = figuresSchema.parse(
      JSON.parse(readFileSync(file, 'utf8')),
    );
    return figures.headlines.map(({ figure, value, aim = '' }) => [
      `[${figure}](backup-${part}.md)`,
      value,
      aim,
      environment.date.slice(0, 10),
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
