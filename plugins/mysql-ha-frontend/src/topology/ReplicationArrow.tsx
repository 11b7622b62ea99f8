import { useTranslate } from '../translation';
import { lagWords } from './lagWords';
import { LINE_CLASSES } from './lineClasses';
import type { Arrow } from './Picture';
import styles from './Topology.module.css';

/** One arrow with its lag; a dot travels along it while data flows. */
export function ReplicationArrow(props: { arrow: Arrow; headId: string }) {
  const { arrow, headId } = props;
  const t = useTranslate();
  const { kind } = arrow.replication;
  return (
    <g className={`${styles.arrow} ${LINE_CLASSES[kind]}`}>
      <path
        d={arrow.path}
        className={styles.line}
        markerEnd={`url(#${headId})`}
      />
      {kind !== 'broken' && (
        <circle
          r={3}
          className={styles.dot}
          style={{ offsetPath: `path("${arrow.path}")` }}
        />
      )}
      <text
        x={arrow.label.x}
        y={arrow.label.y}
        textAnchor={arrow.label.anchor}
        className={styles.lag}
      >
        {lagWords(arrow.replication, t)}
      </text>
    </g>
  );
}
