import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import { commitsWait, condition, holds, phaseOf } from './conditions';
import type { Tone } from './tone';

/** The status word, its tone and one sentence. */
export interface Headline {
  readonly tone: Tone;
  readonly word: string;
  readonly sentence: string;
}

/** How the cluster is, in a word and a sentence. */
export function headline(cluster: ClusterView, t: Translate): Headline {
  const phase = phaseOf(cluster);
  return {
    tone: toneOf(cluster),
    word: t(`status.phase.${phase}`),
    sentence:
      unlessRefusal(cluster, cluster.status.message) ??
      t(`status.sentence.${phase}`),
  };
}

/** The refusal is shown in full as an alarm; saying it twice would only push the answers down. */
function unlessRefusal(
  cluster: ClusterView,
  message: string | undefined,
): string | undefined {
  const refused = condition(cluster, 'Refused');
  return refused?.status === 'True' && message?.includes(refused.message)
    ? undefined
    : message;
}

/** The tone of the whole cluster: the phase, sharpened by what it means for writes. */
export function toneOf(cluster: ClusterView): Tone {
  const phase = phaseOf(cluster);
  const refused = holds(cluster, 'Refused') === 'True';
  const stuck =
    holds(cluster, 'PrimaryAvailable') === 'False' ||
    commitsWait(cluster) !== undefined;
  switch (phase) {
    case 'Healthy':
      if (refused || stuck) return 'bad';
      return cluster.spec.paused ? 'warn' : 'good';
    case 'Degraded':
      return refused || stuck ? 'bad' : 'warn';
    case 'FailingOver':
    case 'WaitingForUser':
      return 'bad';
    case 'Creating':
    case 'SwitchingOver':
    case 'Restoring':
      return refused ? 'bad' : 'busy';
    case 'Hibernated':
    case 'Deleting':
      return 'off';
    case 'Unseen':
      return 'unknown';
    default:
      return phase satisfies never;
  }
}
