import { useTranslate } from '../../translation';
import type { Span } from '../recoverableRange';
import styles from './Axis.module.css';
import { LABELS, TRACK } from './layout';
import { ticksOf } from './ticks';

/** Days and hours, and where now is. */
export function AxisGrid(props: {
  span: Span;
  now: number;
  x: (at: number) => number;
  width: number;
}) {
  const { span, now, x, width } = props;
  const t = useTranslate();
  const bottom = TRACK.top + TRACK.height;
  return (
    <>
      {ticksOf(span.from, span.to, width).map(({ at, label }) => (
        <g key={at}>
          <line
            x1={x(at)}
            x2={x(at)}
            y1={16}
            y2={bottom + 4}
            className={styles.tick}
          />
          <text x={x(at)} y={LABELS} textAnchor={anchorOf(x(at), width)}>
            {label}
          </text>
        </g>
      ))}
      <line
        x1={x(now)}
        x2={x(now)}
        y1={14}
        y2={bottom + 4}
        className={styles.now}
      />
      <text x={x(now)} y={10} textAnchor={anchorOf(x(now), width)}>
        {t('backups.axis.nowMark')}
      </text>
    </>
  );
}

/** Labels at the ends stay inside. */
function anchorOf(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < 28) return 'start';
  return x > width - 28 ? 'end' : 'middle';
}
