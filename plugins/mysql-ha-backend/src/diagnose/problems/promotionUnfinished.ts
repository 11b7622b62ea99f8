import { changeOfPrimary } from '../changeOfPrimary';
import { problem } from '../ProblemKind';

/** The winner is on the record and not through yet: a predecessor stopped there, or the winner missed a probe. */
export const promotionUnfinished = problem({
  code: 'PromotionUnfinished',
  group: 'ChangeOfPrimary',
  severities: ['critical'],
  documentation: {
    when: 'The term is above the fence’s: the winner is recorded and not through yet',
    sentence: 'orders-1 is elected; it is being made writable.',
    engine:
      'Goes on where the operator before it stopped. A winner that misses one probe keeps its turn.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const change = changeOfPrimary(snapshot);
    if (change?.stage === 'WinnerSilent') {
      return {
        instance: change.winner,
        message: `${change.winner} is elected and does not answer now. Its promotion goes on as soon as it does, or the next one is chosen once its mysqld is known to be dead.`,
      };
    }
    if (change?.stage !== 'Promoting') return undefined;
    return {
      instance: change.winner.name,
      message: `${change.winner.name} is elected; it is being made writable.`,
      recovery: { kind: 'CompletePromotion' },
    };
  },
});
