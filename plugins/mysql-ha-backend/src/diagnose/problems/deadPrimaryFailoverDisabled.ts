import { problem } from '../ProblemKind';
import { deadOne, lost } from '../silentPrimary';

/** It is dead, and the spec forbids to replace it. */
export const deadPrimaryFailoverDisabled = problem({
  code: 'DeadPrimaryFailoverDisabled',
  group: 'SilentPrimary',
  after: ['DeadPrimaryWithoutQuorum'],
  severities: ['critical'],
  documentation: {
    when: 'It is dead as below, with `spec.failover.enabled: false`',
    sentence:
      'orders-0 is dead, and spec.failover.enabled is false, so nobody replaces it.',
    engine: 'Nothing.',
    person: 'Bring it back, or set `spec.failover.enabled` to true.',
  },
  find(snapshot) {
    const dead = deadOne(snapshot);
    if (!dead || snapshot.spec.failover.enabled) return undefined;
    return {
      instance: dead.name,
      message: `${lost(
        dead,
      )}, and spec.failover.enabled is false, so nobody replaces it.`,
      next: 'Bring it back, or set spec.failover.enabled to true.',
    };
  },
});
