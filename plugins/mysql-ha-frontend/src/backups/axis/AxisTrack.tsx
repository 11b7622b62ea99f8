import { useId } from 'react';
import type { recoverableRange, Span } from '../recoverableRange';
import styles from './Axis.module.css';
import { LEFT, RIGHT, TRACK } from './layout';

/** The moments that can be restored, as a band; what is missing in between is hatched. */
export function AxisTrack(props: {
  range: ReturnType<typeof recoverableRange>;
  span: Span;
  x: (at: number) => number;
  width: number;
}) {
  const { range, span, x, width } = props;
  const hatch = useId();
  const isSeen = range && range.to > span.from;
  const gaps = (range?.gaps ?? []).filter(gap => gap.to > span.from);
  const { top, height } = TRACK;
  return (
    <>
      <defs>
        <pattern
          id={hatch}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={6} height={6} className={styles.gapGround} />
          <rect width={3} height={6} className={styles.gapStripe} />
        </pattern>
      </defs>
      <rect
        x={LEFT}
        y={top}
        width={Math.max(0, width - LEFT - RIGHT)}
        height={height}
        rx={height / 2}
        className={styles.track}
      />
      {isSeen && (
        <rect
          x={x(range.from)}
          y={top}
          width={Math.max(height, x(range.to) - x(range.from))}
          height={height}
          rx={height / 2}
          className={styles.recoverable}
        />
      )}
      {gaps.map(gap => (
        <rect
          key={gap.from}
          x={x(gap.from)}
          y={top}
          // However short it is, it has to be seen.
          width={Math.max(4, x(gap.to) - x(gap.from))}
          height={height}
          fill={`url(#${hatch})`}
        />
      ))}
    </>
  );
}
