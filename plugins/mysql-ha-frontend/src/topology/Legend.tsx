import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../translation';
import { LINE_CLASSES } from './lineClasses';
import type { Picture } from './Picture';
import styles from './Topology.module.css';

/** What the lines mean (only those that are drawn), and for how many replicas a commit waits. */
export function Legend(props: { cluster: ClusterView; layout: Picture }) {
  const t = useTranslate();
  const { synchronous } = props.cluster.status;
  const drawn = new Set(props.layout.arrows.map(each => each.replication.kind));
  return (
    <div className={styles.legend}>
      {(['sync', 'async', 'broken'] as const)
        .filter(kind => drawn.has(kind))
        .map(kind => (
          <span key={kind}>
            <svg
              aria-hidden
              width={34}
              height={8}
              className={`${styles.arrow} ${LINE_CLASSES[kind]}`}
            >
              <path d="M 1 4 L 33 4" className={styles.line} />
            </svg>
            {t(`topology.legend.${kind}`)}
          </span>
        ))}
      {synchronous && (
        <span>
          {t('topology.legend.members', {
            count: synchronous.members.length,
            waitFor: String(synchronous.waitFor),
          })}
        </span>
      )}
    </div>
  );
}
