import { toneClass } from '../../ui';
import { BACKUP_TONES, BackupState } from '../backupState';
import styles from './Axis.module.css';
import { RADIUS } from './layout';

/** What stands for a backup on the axis: how it is, or that it is still to come. */
export type SignOf = BackupState | 'next';

/**
 * A sign of its own for each state, beside its colour. Full: it is there. With a tick: proved. With a cross: of no use.
 * Hollow: not there yet, or no more.
 */
export function Sign(props: { of: SignOf; x: number; y: number }) {
  const { of, x, y } = props;
  return <g className={toneClass(toneOf(of))}>{shapeOf(of, x, y)}</g>;
}

function toneOf(of: SignOf) {
  if (of === 'next') return 'unknown';
  return of === 'Succeeded' ? 'note' : BACKUP_TONES[of];
}

function shapeOf(of: SignOf, x: number, y: number) {
  switch (of) {
    case 'next':
      return (
        <path d={`M${x} ${y - 6}l6 6-6 6-6-6z`} className={styles.hollow} />
      );
    case 'Pending':
    case 'Running':
    case 'Deleting':
      return <circle cx={x} cy={y} r={RADIUS - 1} className={styles.hollow} />;
    case 'Failed':
    case 'Refuted':
      return (
        <>
          <circle cx={x} cy={y} r={RADIUS} className={styles.disc} />
          <path
            d={`M${x - 2.5} ${y - 2.5}l5 5m0-5l-5 5`}
            className={styles.stroke}
          />
        </>
      );
    case 'Proved':
      return (
        <>
          <circle cx={x} cy={y} r={RADIUS + 1} className={styles.disc} />
          <path d={`M${x - 3} ${y}l2.2 2.4 4-4.6`} className={styles.stroke} />
        </>
      );
    case 'Succeeded':
      return <circle cx={x} cy={y} r={RADIUS} className={styles.disc} />;
    default:
      return of satisfies never;
  }
}
