import type {
  ClusterView,
  Incident,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import type { Answer } from './answer';
import { commitsWait, condition, phaseOf } from './conditions';
import { mayHaveLost } from './mayHaveLost';

/** Can I lose data? What an acknowledged commit survives, given what the engine reports. */
export function safetyAnswer(cluster: ClusterView, t: Translate): Answer {
  switch (phaseOf(cluster)) {
    case 'Deleting':
      return cluster.spec.deletionPolicy === 'Delete'
        ? {
            tone: 'bad',
            words: t('overview.safety.deletedDelete'),
            detail: t('overview.safety.deletedDeleteDetail'),
          }
        : {
            tone: 'off',
            words: t('overview.safety.deletedRetain'),
            detail: t('overview.safety.deletedRetainDetail'),
          };
    case 'Hibernated':
      return {
        tone: 'off',
        words: t('overview.safety.kept'),
        detail: t('overview.safety.keptDetail'),
      };
    case 'Creating':
      return {
        tone: 'busy',
        words: t('overview.safety.empty'),
        detail: t('overview.safety.emptyDetail'),
      };
    default:
      return withLoss(cluster, withBackups(cluster, byTopology(cluster, t)), t);
  }
}

/** What the last incident cost stays said until another one follows: somebody must look after it. */
function withLoss(cluster: ClusterView, answer: Answer, t: Translate): Answer {
  const cost = costOf(cluster.status.incidents?.at(0), t);
  return cost === undefined
    ? answer
    : {
        ...answer,
        tone: answer.tone === 'bad' ? 'bad' : 'warn',
        detail: [cost, answer.detail].filter(Boolean).join(' '),
      };
}

function costOf(
  incident: Incident | undefined,
  t: Translate,
): string | undefined {
  if (!incident) return undefined;
  const { transactionsLost: count = 0, from = '' } = incident;
  if (count > 0) return t('overview.safety.lost', { count });
  return mayHaveLost(incident)
    ? t('overview.safety.mayHaveLost', { from })
    : undefined;
}

/** Copies don't help against a DELETE without a WHERE, so missing backups belong to the answer. */
function withBackups(cluster: ClusterView, answer: Answer): Answer {
  const backedUp = condition(cluster, 'BackedUp');
  return backedUp?.status === 'False' && !cluster.spec.backup
    ? { ...answer, detail: `${answer.detail ?? ''} ${backedUp.message}`.trim() }
    : answer;
}

function byTopology(cluster: ClusterView, t: Translate): Answer {
  const safe = condition(cluster, 'DataSafe');
  if (cluster.spec.topology === 'Single') {
    return {
      tone: 'note',
      words: t('overview.safety.single'),
      detail: t('overview.safety.singleDetail'),
    };
  }
  const { externalSource } = cluster.spec;
  if (externalSource) {
    return {
      tone: 'note',
      words: t('overview.safety.follows'),
      detail: t('overview.safety.followsDetail', { host: externalSource.host }),
    };
  }
  if (cluster.spec.topology === 'Async') return asynchronous(cluster, t);
  if (commitsWait(cluster)) {
    return {
      tone: 'note',
      words: t('overview.safety.waits'),
      detail: t('overview.safety.waitsDetail'),
    };
  }
  if (safe?.status === 'False') {
    const alone = cluster.status.synchronous?.waitFor === 0;
    return {
      tone: 'warn',
      words: t(alone ? 'overview.safety.lowered' : 'overview.safety.less'),
      detail: safe.message || t('overview.safety.lessDetail'),
    };
  }
  // Nobody can look, but what the application was told is on the disks of several members.
  if (safe?.reason === 'PrimaryUnreachable') {
    return {
      tone: 'note',
      words: t('overview.safety.held'),
      detail: safe.message,
    };
  }
  const recorded = cluster.status.synchronous;
  if (safe?.status !== 'True' || !recorded) {
    return {
      tone: 'unknown',
      words: t('overview.safety.unknown'),
      detail: safe?.message ?? t('overview.safety.unknownDetail'),
    };
  }
  if (recorded.waitFor === 0) {
    return {
      tone: recorded.members.length > 1 ? 'warn' : 'note',
      words: t('overview.safety.lowered'),
      detail: t('overview.safety.loweredDetail'),
    };
  }
  const preferred = cluster.spec.durability === 'Preferred';
  return {
    tone: 'good',
    words: t(preferred ? 'overview.safety.preferred' : 'overview.safety.no'),
    detail: [
      t('overview.safety.noDetail', {
        copies: String(recorded.waitFor + 1),
        members: String(recorded.members.length),
      }),
      preferred && t('overview.safety.preferredDetail'),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function asynchronous({ spec }: ClusterView, t: Translate): Answer {
  const bound = spec.failover.maxTransactionsBehind;
  return {
    tone: 'note',
    words: t('overview.safety.async'),
    detail: [
      t('overview.safety.asyncDetail'),
      typeof bound === 'number' &&
        t('overview.safety.asyncBound', { number: String(bound) }),
    ]
      .filter(Boolean)
      .join(' '),
  };
}
