import { useTranslate } from '../translation';
import styles from './Incidents.module.css';

/** How many acknowledged transactions an incident cost, as far as that is known. */
export function Lost(props: { count: number | undefined }) {
  const t = useTranslate();
  if (props.count === undefined) return null;
  return props.count === 0 ? (
    <span>· {t('incident.lostNone')}</span>
  ) : (
    <span className={styles.lost}>
      · {t('incident.lost', { count: props.count })}
    </span>
  );
}
