import type { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../translation';
import { mayHaveLost } from '../verdict';
import styles from './Incidents.module.css';

/** How many acknowledged transactions an incident cost, as far as that is known. */
export function Lost({ incident }: { incident: Incident }) {
  const t = useTranslate();
  const count = incident.transactionsLost;
  if (count === 0) return <span>· {t('incident.lostNone')}</span>;
  if (count === undefined && !mayHaveLost(incident)) return null;
  return (
    <span className={styles.lost}>
      ·{' '}
      {count === undefined
        ? t('incident.lostUnknown')
        : t('incident.lost', { count })}
    </span>
  );
}
