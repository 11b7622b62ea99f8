import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../e2e/stand';

/** The folder of all reports. */
export const RESULTS = join(ROOT, 'bench', 'results');

/** What is read of every report, whatever its figures are. */
const environmentSchema = z.object({
  date: z.string().transform(date => date.slice(0, 10)),
});

/** What a report that was taken says, and on which day; undefined when there is none. */
export function readFigures<T>(
  name: string,
  figures: z.ZodType<T>,
): { readonly figures: T; readonly day: string } | undefined {
  const file = join(RESULTS, `${name}.json`);
  if (!existsSync(file)) return undefined;
  const read = z
    .object({ environment: environmentSchema, figures })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  return { figures: read.figures, day: read.environment.date };
}
