import { isFollowing, outsideName } from '../following';
import { problem } from '../ProblemKind';

/** A history of its own can't become another one. */
export const externalSourceTooLate = problem({
  code: 'ExternalSourceTooLate',
  group: 'Order',
  severities: ['warning'],
  documentation: {
    when: '`spec.externalSource` is set, and the cluster has taken writes of its own before',
    sentence:
      'orders has taken writes of its own, so it can’t follow db.example:3306. It goes on as if spec.externalSource were not there.',
    engine: 'Nothing.',
    person:
      'Remove `spec.externalSource`; or create a new cluster with it and move there.',
  },
  find(snapshot) {
    if (!snapshot.spec.externalSource || isFollowing(snapshot)) {
      return undefined;
    }
    return {
      message: `${
        snapshot.name
      } has taken writes of its own, so it can’t follow ${outsideName(
        snapshot,
      )}. It goes on as if spec.externalSource were not there.`,
      next: 'Remove spec.externalSource; or create a new cluster with it.',
    };
  },
});
