import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import { age } from '../words';
import type { Answer } from './answer';
import { commitsWait, condition, phaseOf } from './conditions';

/** Is it working? Working means that a write commits now. */
export function writesAnswer(
  cluster: ClusterView,
  now: number,
  t: Translate,
): Answer {
  const { status } = cluster;
  const phase = phaseOf(cluster);
  const reported = condition(cluster, 'PrimaryAvailable');
  const available =
    reported?.status === 'True' ? commitsWait(cluster) ?? reported : reported;

  if (phase === 'Hibernated') {
    return {
      tone: 'off',
      words: t('overview.writes.asleep'),
      detail: t('overview.writes.asleepDetail'),
    };
  }
  if (phase === 'Deleting') {
    return {
      tone: 'off',
      words: t('overview.writes.going'),
      detail: t('overview.writes.goingDetail'),
    };
  }
  const { externalSource } = cluster.spec;
  if (externalSource && phase !== 'Creating') {
    return {
      tone: phase === 'Healthy' ? 'note' : 'warn',
      words: t('overview.writes.follows'),
      detail: t('overview.writes.followsDetail', { host: externalSource.host }),
    };
  }
  // The condition is of the last proved write, which may be the old primary's.
  if (status.fence && phase === 'FailingOver') {
    const waits = age(status.fence.since, now);
    return {
      tone: 'bad',
      words:
        waits === undefined
          ? t('overview.writes.no')
          : t('overview.writes.noSince', { age: waits }),
      detail: [readsStill(cluster, t), t('overview.writes.takesOver')]
        .filter(Boolean)
        .join(' '),
    };
  }
  if (phase === 'SwitchingOver') {
    return {
      tone: 'busy',
      words: t('overview.writes.pauses'),
      detail: t('overview.writes.takesOver'),
    };
  }
  if (available?.status === 'True') {
    return {
      tone: 'good',
      words: t('overview.writes.yes'),
      detail: t('overview.writes.yesDetail', {
        primary: cluster.status.primary ?? cluster.name,
      }),
    };
  }
  if (phase === 'Creating') {
    return {
      tone: 'busy',
      words: t('overview.writes.notYet'),
      detail: t('overview.writes.notYetDetail'),
    };
  }
  if (available?.status === 'False') {
    const waits = age(available.lastTransitionTime, now);
    return {
      tone: 'bad',
      words:
        waits === undefined
          ? t('overview.writes.no')
          : t('overview.writes.noSince', { age: waits }),
      detail: [readsStill(cluster, t), available.message]
        .filter(Boolean)
        .join(' '),
    };
  }
  return {
    tone: 'unknown',
    words: t('overview.writes.unknown'),
    detail: available?.message ?? t('overview.writes.unknownDetail'),
  };
}

function readsStill(cluster: ClusterView, t: Translate): string | undefined {
  const answering = (cluster.status.instances ?? []).filter(
    each =>
      each.name !== cluster.status.primary &&
      (each.state === 'Healthy' || each.state === 'Lagging'),
  ).length;
  return answering === 0
    ? undefined
    : t('overview.writes.readsStill', { count: answering });
}
