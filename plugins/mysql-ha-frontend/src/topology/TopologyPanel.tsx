import { Text, VisuallyHidden } from '@backstage/ui';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useMemo } from 'react';
import { useTranslate } from '../translation';
import { Panel, useWidth } from '../ui';
import { phaseOf } from '../verdict';
import { layOut } from './layOut';
import { Legend } from './Legend';
import { spokenTopology } from './spoken';
import { TopologyPicture } from './TopologyPicture';
import { replicationTrees } from './tree';

/** Assumed until the card has been measured. */
const USUAL_WIDTH = 720;

/** Instances, nodes and replication as a picture, and as sentences for who can't see it. */
export function TopologyPanel(props: { cluster: ClusterView }) {
  const { cluster } = props;
  const t = useTranslate();
  const [ref, width] = useWidth(USUAL_WIDTH);
  const trees = useMemo(
    () => replicationTrees(cluster.status),
    [cluster.status],
  );
  const asleep = phaseOf(cluster) === 'Hibernated';
  const layout = useMemo(() => layOut(trees, width), [trees, width]);
  return (
    <Panel title={t('topology.title')}>
      <div ref={ref}>
        {trees.length === 0 || asleep ? (
          <Text as="p" variant="body-medium" color="secondary">
            {asleep
              ? t('status.sentence.Hibernated')
              : t('topology.noInstances')}
          </Text>
        ) : (
          <>
            <TopologyPicture cluster={cluster} layout={layout} />
            <Legend cluster={cluster} layout={layout} />
            <VisuallyHidden>
              <ul>
                {spokenTopology(trees, t).map(sentence => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </VisuallyHidden>
          </>
        )}
      </div>
    </Panel>
  );
}
