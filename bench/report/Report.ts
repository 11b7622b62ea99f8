import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from './environment';
import { RESULTS } from './results';
import { table } from './table';

/** The outcome of a bench. */
export interface Report {
  readonly title: string;
  /** What is measured, from which moment to which, in a few sentences. */
  readonly what: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What a reader must know to read the figures right. */
  readonly notes?: readonly string[];
  /** Every single figure. */
  readonly raw: unknown;
  /** A picture, as SVG. */
  readonly plot?: string;
}

/**
 * Writes `bench/results/<name>.md`, `.json` and, with a plot, `.svg`.
 *
 * @param command - the npm script by which it was taken
 */
export function writeReport(
  name: string,
  report: Report,
  where: Environment,
  command = `bench:${name}`,
): string {
  mkdirSync(RESULTS, { recursive: true });
  const page = markdown(name, report, where, command);
  writeFileSync(join(RESULTS, `${name}.md`), page);
  writeFileSync(
    join(RESULTS, `${name}.json`),
    `${JSON.stringify({ environment: where, figures: report.raw }, null, 2)}\n`,
  );
  if (report.plot) writeFileSync(join(RESULTS, `${name}.svg`), report.plot);
  return page;
}

function markdown(
  name: string,
  report: Report,
  where: Environment,
  command: string,
): string {
  const { head, rows, notes = [] } = report;
  return [
    `# ${report.title}`,
    '',
    report.what,
    '',
    ...table(head, rows),
    '',
    ...(report.plot ? [`![${report.title}](${name}.svg)`, ''] : []),
    ...notes.map(note => `- ${note}`),
    ...(notes.length > 0 ? [''] : []),
    `Taken ${where.date} at commit ${
      where.commit
    } by \`npm run ${command}\`, on ${where.machine}, ${where.memory}, Node ${
      where.node
    }; load average at the start ${where.loadAtStart.join(
      ', ',
    )}. Every figure: [${name}.json](${name}.json).`,
    '',
  ].join('\n');
}
