import { RiServerLine } from '@remixicon/react';
import { useTranslate } from '../translation';
import { toneClass, ToneIcon } from '../ui';
import { instanceTone } from '../verdict';
import { shorten } from '../words';
import { BOX_HEIGHT, Box } from './Picture';
import styles from './Topology.module.css';

const CHARACTER = 7.2;

/** One instance: name, role, state, node. It moves when its place changes. */
export function InstanceBox(props: { box: Box; sharesNode: boolean }) {
  const { box, sharesNode } = props;
  const t = useTranslate();
  const { instance } = box;
  const place = { transform: `translate(${box.x}px, ${box.y}px)` };
  if (!instance) {
    return (
      <g style={place} className={styles.instance}>
        <rect
          width={box.width}
          height={BOX_HEIGHT}
          rx={10}
          className={styles.vacant}
        />
        <text x={box.width / 2} y={34} className={styles.vacantText}>
          {t('topology.noPrimary')}
        </text>
        <text
          x={box.width / 2}
          y={53}
          className={styles.small}
          textAnchor="middle"
        >
          {t('topology.electing')}
        </text>
      </g>
    );
  }
  const tone = instanceTone(instance.state);
  const role = t(`status.role.${instance.role ?? 'Replica'}`);
  const known = box.primary || instance.role !== undefined;
  const room = Math.floor((box.width - 36) / CHARACTER);
  const node = instance.node ?? t('topology.noNode');
  return (
    <g style={place} className={`${styles.instance} ${toneClass(tone)}`}>
      <title>
        {[instance.name, node, instance.message].filter(Boolean).join('\n')}
      </title>
      <rect
        width={box.width}
        height={BOX_HEIGHT}
        rx={10}
        className={box.primary ? styles.primaryBox : styles.box}
      />
      <rect
        x={0}
        y={12}
        width={4}
        height={BOX_HEIGHT - 24}
        rx={2}
        className={styles.stripe}
      />
      <text x={16} y={25} className={styles.name}>
        {shorten(
          instance.name,
          Math.max(8, room - (known ? role.length + 2 : 0)),
        )}
      </text>
      {known && (
        <text
          x={box.width - 14}
          y={25}
          textAnchor="end"
          className={styles.role}
        >
          {role}
        </text>
      )}
      <svg x={16} y={34} width={16} height={16} overflow="visible">
        <ToneIcon tone={tone} />
      </svg>
      <text x={38} y={47} className={styles.state}>
        {t(`status.state.${instance.state}`)}
      </text>
      <RiServerLine x={17} y={54} size={14} className={styles.nodeIcon} />
      <text x={38} y={65} className={sharesNode ? styles.shared : styles.small}>
        {shorten(
          sharesNode ? t('topology.sharedNode', { node }) : node,
          Math.max(8, room - 2),
        )}
      </text>
    </g>
  );
}
