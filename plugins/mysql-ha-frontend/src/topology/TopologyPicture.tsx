import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useId } from 'react';
import { useTranslate } from '../translation';
import { writesAnswer } from '../verdict';
import { shorten } from '../words';
import { InstanceBox } from './InstanceBox';
import type { Box, Picture } from './Picture';
import { ReplicationArrow } from './ReplicationArrow';
import styles from './Topology.module.css';

const SERVICE_LENGTH = 34;

/** The picture itself. Screen readers get its name; the sentences beside it say the rest. */
export function TopologyPicture(props: {
  cluster: ClusterView;
  layout: Picture;
}) {
  const { cluster, layout } = props;
  const t = useTranslate();
  const headId = useId();
  const shared = sharedNodes(cluster);
  const stuck = writesAnswer(cluster, 0, t).tone === 'bad';
  const primary = layout.boxes.find(box => box.primary);
  const first = primary ?? rootOf(layout);
  const second = layout.arrows.find(arrow => arrow.from === first?.name);
  const reads = layout.boxes.filter(box => box.name === second?.to).at(0);
  const service = (suffix: string) =>
    shorten(`${cluster.name}-${suffix}`, SERVICE_LENGTH);
  return (
    <svg
      role="img"
      aria-label={t('topology.spoken.picture', {
        cluster: `${cluster.namespace}/${cluster.name}`,
      })}
      className={styles.picture}
      width={layout.width}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
    >
      <defs>
        <marker
          id={headId}
          viewBox="0 0 8 8"
          refX={6}
          refY={4}
          markerWidth={5}
          markerHeight={5}
          orient="auto"
        >
          <path d="M 0 0 L 8 4 L 0 8 z" className={styles.head} />
        </marker>
      </defs>
      {first && (
        <text
          x={first.x + 2}
          y={first.y - 10}
          className={stuck ? styles.captionBad : styles.caption}
        >
          {t(captionOf(primary !== undefined, stuck), {
            service: service('primary'),
          })}
        </text>
      )}
      {reads && layout.shape === 'wide' && (
        <text x={reads.x + 2} y={reads.y - 10} className={styles.caption}>
          {t('topology.readsGoTo', { service: service('replicas') })}
        </text>
      )}
      {layout.arrows.map(arrow => (
        <ReplicationArrow
          key={`${arrow.from} ${arrow.to}`}
          arrow={arrow}
          headId={headId}
        />
      ))}
      {layout.boxes.map(box => (
        <InstanceBox
          key={box.name}
          box={box}
          sharesNode={shared.has(box.instance?.node ?? '')}
        />
      ))}
    </svg>
  );
}

/** The lost primary that the replicas still point to. */
function rootOf(layout: Picture): Box | undefined {
  return layout.boxes.find(box =>
    layout.arrows.some(
      arrow => arrow.from === box.name && !arrowTo(layout, box),
    ),
  );
}

function arrowTo(layout: Picture, box: Box): boolean {
  return layout.arrows.some(arrow => arrow.to === box.name);
}

function captionOf(primary: boolean, stuck: boolean) {
  if (!primary) return 'topology.noPrimaryNow';
  return stuck ? 'topology.writesWait' : 'topology.writesGoTo';
}

/** Nodes that hold more than one instance: losing one of them costs more than one copy. */
function sharedNodes(cluster: ClusterView): Set<string> {
  const nodes = (cluster.status.instances ?? []).flatMap(
    each => each.node ?? [],
  );
  return new Set(nodes.filter((node, index) => nodes.indexOf(node) !== index));
}
