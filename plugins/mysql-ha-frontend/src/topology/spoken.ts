import type { Translate } from '../translation';
import { lagWords } from './lagWords';
import type { Branch } from './tree';

/** The picture in sentences, one for each instance, in the order of the replication. */
export function spokenTopology(
  trees: readonly Branch[],
  t: Translate,
): string[] {
  const say = (branch: Branch): string[] => {
    const { instance, replication, primary } = branch;
    const common = {
      name: instance.name,
      state: t(`status.state.${instance.state}`),
      node: instance.node ?? t('topology.noNode'),
    };
    let sentence: string;
    if (primary) sentence = t('topology.spoken.primary', common);
    else if (!replication) sentence = t('topology.spoken.alone', common);
    else {
      sentence = t('topology.spoken.replica', {
        ...common,
        source: replication.source,
        counts: replication.counts
          ? t('topology.spoken.counts')
          : t('topology.spoken.countsNot'),
        lag: lagWords(replication, t),
      });
    }
    return [sentence, ...branch.below.flatMap(say)];
  };
  return trees.flatMap(say);
}
