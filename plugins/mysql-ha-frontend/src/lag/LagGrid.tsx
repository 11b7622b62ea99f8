import { useTranslate } from '../translation';
import { duration } from '../words';
import type { Frame } from './frame';
import styles from './Lag.module.css';
import { marks } from './scale';

/** The axes. */
export function LagGrid(props: { frame: Frame; range: number }) {
  const { frame, range } = props;
  const t = useTranslate();
  return (
    <>
      {marks(frame.largest).map(mark => (
        <g key={mark}>
          <line
            x1={frame.left}
            x2={frame.right}
            y1={frame.y(mark)}
            y2={frame.y(mark)}
            className={styles.grid}
          />
          <text x={frame.left - 8} y={frame.y(mark) + 4} textAnchor="end">
            {duration(mark)}
          </text>
        </g>
      ))}
      <text x={frame.left} y={frame.height - 5}>
        −{duration(range / 1_000)}
      </text>
      <text x={frame.right} y={frame.height - 5} textAnchor="end">
        {t('lag.now')}
      </text>
    </>
  );
}
