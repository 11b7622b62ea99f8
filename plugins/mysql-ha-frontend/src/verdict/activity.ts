import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import { age } from '../words';
import type { Answer } from './answer';
import { holds, phaseOf } from './conditions';

/** What is the system doing? First match, most telling first. */
export function activityAnswer(
  cluster: ClusterView,
  now: number,
  t: Translate,
): Answer {
  const { status, spec } = cluster;
  const phase = phaseOf(cluster);

  if (spec.paused) {
    return {
      tone: 'warn',
      words: t('overview.activity.paused'),
      detail: t('overview.activity.pausedDetail'),
    };
  }
  if (status.fence) {
    const since = age(status.fence.since, now);
    return {
      tone: 'busy',
      words:
        since === undefined
          ? t('overview.activity.replacing')
          : t('overview.activity.replacingSince', { age: since }),
      detail: status.fence.reason,
    };
  }
  if (holds(cluster, 'Refused') === 'True' || phase === 'WaitingForUser') {
    return {
      tone: 'warn',
      words: t('overview.activity.refusing'),
      detail: t('overview.activity.refusingDetail'),
    };
  }
  if (
    status.observedGeneration !== undefined &&
    status.observedGeneration < cluster.generation &&
    phase !== 'Deleting'
  ) {
    return {
      tone: 'busy',
      words: t('overview.activity.takingUp'),
      detail: t('overview.activity.takingUpDetail'),
    };
  }
  return byPhase(cluster, t);
}

function byPhase(cluster: ClusterView, t: Translate): Answer {
  const phase = phaseOf(cluster);
  const detail = stepUnderWay(cluster) ?? unlessShown(cluster, t);
  switch (phase) {
    case 'Healthy':
      return {
        tone: 'good',
        words: t('overview.activity.watching'),
        detail: watchingDetail(cluster, t),
      };
    case 'Degraded':
      return {
        tone: 'busy',
        words: t('overview.activity.repairing'),
        detail,
      };
    case 'Hibernated':
      return { tone: 'off', words: t('overview.activity.nothing') };
    case 'Unseen':
      return {
        tone: 'unknown',
        words: t('overview.activity.nothing'),
        detail,
      };
    default:
      return {
        tone: phase === 'Deleting' ? 'off' : 'busy',
        words: t('overview.activity.working'),
        detail,
      };
  }
}

function watchingDetail(cluster: ClusterView, t: Translate): string {
  if ((cluster.status.instances?.length ?? cluster.spec.instances) < 2) {
    return t('overview.activity.watchingSingle');
  }
  if (!cluster.spec.failover.enabled) {
    return t('overview.activity.watchingNoFailover');
  }
  return cluster.spec.topology === 'Async'
    ? t('overview.activity.watchingAsync')
    : t('overview.activity.watchingDetail');
}

function stepUnderWay(cluster: ClusterView): string | undefined {
  const latest = cluster.status.incidents?.at(0);
  return latest?.steps.find(step => step.state === 'Running')?.name;
}

/** The phase in our words, when the headline above speaks in the engine's. */
function unlessShown(cluster: ClusterView, t: Translate): string | undefined {
  return cluster.status.message
    ? t(`status.sentence.${phaseOf(cluster)}`)
    : undefined;
}
