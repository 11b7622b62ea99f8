import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnosesPage } from './diagnosesPage';
import { PROBLEM_CODES } from './ProblemCode';
import { PROBLEMS } from './registry';

const path = 'docs/diagnoses.md';
const root = resolve(__dirname, '../../../..');

describe('the page of diagnoses', () => {
  it('says what the problems say', () => {
    const written = readFileSync(resolve(root, path), 'utf8');
    expect(
      written === diagnosesPage(PROBLEMS) ||
        `${path} differs from the problems: run \`yarn workspace @mysql-ha/backstage-plugin-mysql-ha-backend generate\` and commit what it writes`,
    ).toBe(true);
  });

  it('explains every diagnosis once', () => {
    const explained = diagnosesPage(PROBLEMS)
      .split('\n')
      .filter(line => line.startsWith('### '))
      .map(line => line.slice('### '.length));
    expect(explained.sort()).toEqual([...PROBLEM_CODES].sort());
  });
});

describe('every problem', () => {
  it.each(PROBLEMS.map(kind => [kind.code, kind] as const))(
    '%s comes after problems of its own group, and has all its words',
    (_, { group, after = [], documentation }) => {
      for (const code of after) {
        expect(PROBLEMS.find(kind => kind.code === code)?.group).toBe(group);
      }
      for (const words of Object.values(documentation)) {
        expect(words).not.toBe('');
      }
    },
  );
});
