import { inOrder } from './inOrder';
import { ProblemKind, problem } from './ProblemKind';
import { ProblemCode } from './ProblemCode';

const of = (code: ProblemCode, ...after: ProblemCode[]): ProblemKind =>
  problem({
    code,
    group: 'Order',
    after,
    severities: ['info'],
    documentation: { when: '', sentence: '', engine: '', person: '' },
    find: () => undefined,
  });

describe('inOrder', () => {
  it.each([
    ['as given', [of('NewMember'), of('OutdatedPod')], 'NewMember OutdatedPod'],
    [
      'after what is named',
      [of('OutdatedPod', 'NewMember'), of('NewMember')],
      'NewMember OutdatedPod',
    ],
    [
      'after all that is named, and what that names',
      [
        of('OutdatedPod', 'NewMember', 'MemberScaledAway'),
        of('NewMember', 'MemberScaledAway'),
        of('MemberScaledAway'),
      ],
      'MemberScaledAway NewMember OutdatedPod',
    ],
    [
      'whatever another group has',
      [of('OutdatedPod', 'DeadPrimary')],
      'OutdatedPod',
    ],
  ])('sorts %s', (_, problems, sorted) => {
    expect(
      inOrder(problems)
        .map(({ code }) => code)
        .join(' '),
    ).toBe(sorted);
  });

  it('refuses a circle', () => {
    expect(() =>
      inOrder([of('OutdatedPod', 'NewMember'), of('NewMember', 'OutdatedPod')]),
    ).toThrow('OutdatedPod, NewMember');
  });
});
