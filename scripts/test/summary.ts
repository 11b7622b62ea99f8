import { stripVTControlCharacters } from 'node:util';
import type { Outcome } from './TestRun.ts';

const shownLines = 60;

/** What failed and why, as a person reads it; nothing when all went well. */
export function failuresInWords(outcomes: readonly Outcome[]): string {
  return outcomes
    .flatMap(({ stage, failures }) =>
      failures.map(
        ({ test, message }) =>
          `\n── ${stage}: ${test}\n${indented(shortened(message))}`,
      ),
    )
    .join('\n');
}

/** The same with nothing left out, for a file. */
export function failuresInFull(outcomes: readonly Outcome[]): string {
  return outcomes
    .flatMap(({ stage, failures }) =>
      failures.map(({ test, message }) => `── ${stage}: ${test}\n${message}\n`),
    )
    .join('\n');
}

/** The last line of a run. */
export function lastLine(outcomes: readonly Outcome[]): string {
  const passed = outcomes.reduce((sum, each) => sum + each.passed, 0);
  return `${passed} passed, ${failedIn(outcomes)} failed`;
}

/** How many tests failed, and stages that could not run. */
export function failedIn(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { failures }) => sum + failures.length, 0);
}

/** Of a long message the begin, where the reason mostly stands, and the end. */
function shortened(message: string): string[] {
  const lines = stripVTControlCharacters(message).trim().split('\n');
  if (lines.length <= shownLines) return lines;
  const half = shownLines / 2;
  return [
    ...lines.slice(0, half),
    `… ${lines.length - shownLines} lines, see .local/test/failures.log …`,
    ...lines.slice(-half),
  ];
}

function indented(lines: readonly string[]): string {
  return lines.map(line => `   ${line}`).join('\n');
}
