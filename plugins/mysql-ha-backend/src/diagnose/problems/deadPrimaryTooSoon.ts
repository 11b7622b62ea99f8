import { sinceTooRecentFailover } from '../failoverLimits';
import { problem } from '../ProblemKind';
import { deadOne, lost } from '../silentPrimary';

/** It is dead, and the one before it died only just now. */
export const deadPrimaryTooSoon = problem({
  code: 'DeadPrimaryTooSoon',
  group: 'SilentPrimary',
  after: ['DeadPrimaryFailoverDisabled'],
  severities: ['critical'],
  documentation: {
    when: 'It is dead as below, within `spec.failover.minSecondsBetween` of the last failover',
    sentence:
      'orders-0 is dead, but the last failover was 12 s ago; the next waits until 30 s have passed.',
    engine: 'Waits for the rest of that time.',
    person: 'Find out why primaries die so often.',
  },
  find(snapshot) {
    const dead = deadOne(snapshot);
    const since = sinceTooRecentFailover(snapshot);
    if (!dead || since === undefined) return undefined;
    return {
      instance: dead.name,
      message: `${lost(dead)}, but the last failover was ${Math.round(
        since / 1000,
      )} s ago; the next waits until ${
        snapshot.spec.failover.minSecondsBetween
      } s have passed (spec.failover.minSecondsBetween).`,
    };
  },
});
