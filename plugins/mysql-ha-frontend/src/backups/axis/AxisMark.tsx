import styles from './Axis.module.css';
import { HIGHEST, RADIUS, TRACK } from './layout';
import { Sign, SignOf } from './Sign';

/** A sign on a stem, as high as the backup is large. */
export function AxisMark(props: {
  of: SignOf;
  x: number;
  /** 0 to 1. */
  height: number;
  chosen?: boolean;
}) {
  const { of, x, height, chosen } = props;
  const foot = TRACK.top;
  const top = foot - RADIUS - height * (foot - RADIUS - HIGHEST);
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={top}
        y2={foot}
        className={of === 'next' ? styles.coming : styles.stem}
      />
      {chosen && (
        <circle cx={x} cy={top} r={RADIUS + 5} className={styles.halo} />
      )}
      <Sign of={of} x={x} y={top} />
    </g>
  );
}
