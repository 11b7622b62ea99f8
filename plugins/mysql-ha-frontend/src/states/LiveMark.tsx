import { useNow } from '../live';
import { useTranslate } from '../translation';
import { duration } from '../words';
import styles from './LiveMark.module.css';

/** Up to this age a value counts as live: a few reads may take their time. */
const LIVE_SECONDS = { announced: 45, silent: 10 };

/** Whether the page follows the database, and if not, since when. */
export function LiveMark(props: {
  readAt: number;
  announced: boolean;
  stale: boolean;
}) {
  const t = useTranslate();
  const seconds = Math.floor((useNow() - props.readAt) / 1_000);
  const limit = props.announced ? LIVE_SECONDS.announced : LIVE_SECONDS.silent;
  const live = !props.stale && seconds < limit;
  return (
    <span className={styles.mark}>
      <span
        aria-hidden
        className={live ? styles.dot : `${styles.dot} ${styles.stale}`}
      />
      {live
        ? t('states.live')
        : t('states.updated', { age: duration(seconds) })}
    </span>
  );
}
