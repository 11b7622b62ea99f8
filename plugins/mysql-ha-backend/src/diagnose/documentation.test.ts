import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEM_CODES } from './ProblemCode';

const page = readFileSync(
  join(__dirname, '../../../../docs/diagnoses.md'),
  'utf8',
);
const rows = page
  .split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split(/(?<!\\)\|/).map(cell => cell.trim()));

describe('docs/diagnoses.md', () => {
  it('explains every diagnosis once, and none that there is not', () => {
    const explained = rows.map(([, code]) => code.replaceAll('`', ''));
    expect([...explained].sort()).toEqual([...PROBLEM_CODES].sort());
  });

  it.each(rows.map(row => [row[1], row] as const))(
    '%s has its predicate, a severity, a sentence, what the engine does, and what a person can do',
    (_, [, , predicate, severity, sentence, engine, next]) => {
      expect(severity).toMatch(
        /^(info|warning|critical)(, (info|warning|critical))?$/,
      );
      for (const cell of [predicate, sentence, engine, next]) {
        expect(cell).not.toBe('');
      }
    },
  );
});
