import { primaryOf } from '../../observe';
import { changeOfPrimary } from '../changeOfPrimary';
import { problem } from '../ProblemKind';
import { deadOne } from '../silentPrimary';

/** It is dead beyond doubt, and another one may take over. */
export const deadPrimary = problem({
  code: 'DeadPrimary',
  group: 'SilentPrimary',
  after: ['DeadPrimaryMayLose'],
  severities: ['critical'],
  documentation: {
    when: 'Our probes fail, and each reachable member has lost it (its receiver is not ON, or heard nothing for 1.5 s) or its supervisor, asked since, says that its mysqld ended; n − W members can be read. Also a recorded winner that dies before it is through',
    sentence:
      'orders-0 is dead: the operator’s probes fail …; orders-1 has lost it. It is being replaced.',
    engine: 'Journals the fence and stops every receiver, then reads again.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const change = changeOfPrimary(snapshot);
    if (change?.stage === 'WinnerDead') {
      return {
        instance: change.winner,
        message: `${change.winner} was elected and then lost too. The next one is chosen.`,
        recovery: {
          kind: 'BeginFailover',
          reason: `${change.winner} died during its promotion`,
          evidence: change.evidence.sentences,
        },
      };
    }
    const dead = deadOne(snapshot);
    if (!dead) return undefined;
    const { name, evidence } = dead;
    return {
      instance: name,
      message: `${name} is dead: ${evidence.sentences.join(
        '; ',
      )}. It is being replaced.`,
      recovery: {
        kind: 'BeginFailover',
        reason: `${name} is dead${
          primaryOf(snapshot)?.pod ? '' : ' (its pod is gone)'
        }`,
        evidence: evidence.sentences,
      },
    };
  },
});
