import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import type { Answer } from './answer';
import { holds, phaseOf } from './conditions';

/** How long a new cluster may stay unseen before somebody should look after the operator. */
const PATIENCE_MS = 60_000;

/** What can I do? One thing, the most useful one. */
export function adviceAnswer(
  cluster: ClusterView,
  now: number,
  t: Translate,
): Answer {
  const phase = phaseOf(cluster);
  if (phase === 'Deleting') {
    return { tone: 'off', words: t('overview.advice.deleting') };
  }
  if (holds(cluster, 'Refused') === 'True' || phase === 'WaitingForUser') {
    return {
      tone: 'bad',
      words: t('overview.advice.act'),
      detail: t('overview.advice.actDetail'),
    };
  }
  if (cluster.spec.paused) {
    return {
      tone: 'warn',
      words: t('overview.advice.resume'),
      detail: t('overview.advice.resumeDetail'),
    };
  }
  const filling = cluster.status.instances?.find(
    ({ advice }) => advice === 'GrowStorage',
  );
  if (filling && (phase === 'Healthy' || phase === 'Degraded')) {
    return {
      tone: 'warn',
      words: t('overview.advice.grow'),
      detail: t('overview.advice.growDetail', { instance: filling.name }),
    };
  }
  switch (phase) {
    case 'Healthy':
      return {
        tone: 'good',
        words: t('overview.advice.nothing'),
        detail: t('overview.advice.healthyDetail'),
      };
    case 'Creating':
    case 'Restoring':
      return {
        tone: 'busy',
        words: t('overview.advice.creating'),
        detail: t('overview.advice.creatingDetail'),
      };
    case 'FailingOver':
    case 'SwitchingOver':
      return {
        tone: 'busy',
        words: t('overview.advice.reconnect'),
        detail: t('overview.advice.reconnectDetail'),
      };
    case 'Degraded': {
      const [closed] = cluster.status.fencedInstances ?? [];
      if (closed) {
        return {
          tone: 'warn',
          words: t('overview.advice.unfence', { instance: closed.name }),
          detail: t('overview.advice.unfenceDetail', {
            reason: closed.reason,
          }),
        };
      }
      return {
        tone: 'warn',
        words: t('overview.advice.watch'),
        detail: t('overview.advice.watchDetail'),
      };
    }
    case 'Hibernated':
      return {
        tone: 'off',
        words: t('overview.advice.wake'),
        detail: t('overview.advice.wakeDetail'),
      };
    case 'Unseen':
      if (now - Date.parse(cluster.createdAt ?? '') < PATIENCE_MS) {
        return { tone: 'busy', words: t('overview.advice.moment') };
      }
      return {
        tone: 'unknown',
        words: t('overview.advice.operator'),
        detail: t('overview.advice.operatorDetail'),
      };
    default:
      return phase satisfies never;
  }
}
