import type { MomentRange } from './momentProblem';
import styles from './Restore.module.css';

/** What lies under the slider: the moments of the backups, and what is missing between them. */
export function MomentTrack(props: {
  range: MomentRange;
  at: number;
  moments: readonly number[];
}) {
  const { range, at, moments } = props;
  const length = Math.max(1, range.to - range.from);
  const percent = (moment: number) =>
    `${100 * Math.min(1, Math.max(0, (moment - range.from) / length))}%`;
  return (
    <div aria-hidden className={styles.track}>
      <span className={styles.kept} style={{ inlineSize: percent(at) }} />
      {range.gaps.map(gap => (
        <span
          key={gap.from}
          className={styles.gap}
          style={{
            insetInlineStart: percent(gap.from),
            inlineSize: `max(4px, ${100 * ((gap.to - gap.from) / length)}%)`,
          }}
        />
      ))}
      {moments
        .filter(moment => range.from <= moment && moment <= range.to)
        .map(moment => (
          <span
            key={moment}
            className={styles.backup}
            style={{ insetInlineStart: percent(moment) }}
          />
        ))}
    </div>
  );
}
