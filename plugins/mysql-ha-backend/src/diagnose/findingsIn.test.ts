import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { findingsIn } from './findingsIn';
import { Found, ProblemKind } from './ProblemKind';
import { ProblemCode } from './ProblemCode';

const finds = (code: ProblemCode, ...found: Partial<Found>[]): ProblemKind => ({
  code,
  group: 'Order',
  severities: ['warning', 'critical'],
  documentation: { when: '', sentence: '', engine: '', person: '' },
  find: () => found.map(each => ({ message: 'found', ...each })),
});

describe('findingsIn', () => {
  const problems = [
    finds('PodProblem', { instance: 'orders-2' }),
    finds(
      'UnstartableInstance',
      { instance: 'orders-0', severity: 'critical' },
      { instance: 'orders-2' },
    ),
    finds('UnreachableInstance', { instance: 'orders-1' }),
  ];

  it.each([
    [
      'all',
      [
        'PodProblem orders-2 warning',
        'UnstartableInstance orders-0 critical',
        'UnstartableInstance orders-2 warning',
        'UnreachableInstance orders-1 warning',
      ],
    ],
    ['first', ['PodProblem orders-2 warning']],
    [
      'firstOfInstance',
      [
        'UnstartableInstance orders-0 critical',
        'UnreachableInstance orders-1 warning',
        'PodProblem orders-2 warning',
      ],
    ],
  ] as const)('where %s counts', (counts, expected) => {
    expect(
      findingsIn({ counts }, problems, snapshotOf(3).taken).map(
        ({ code, instance, severity }) => `${code} ${instance} ${severity}`,
      ),
    ).toEqual(expected);
  });

  it('goes on to the next while the first finds nothing', () => {
    expect(
      findingsIn(
        { counts: 'first' },
        [finds('PodProblem'), finds('NewMember', {})],
        snapshotOf(3).taken,
      ),
    ).toEqual([{ code: 'NewMember', severity: 'warning', message: 'found' }]);
  });
});
