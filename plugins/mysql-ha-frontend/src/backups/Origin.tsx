import type { BackupView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Requester } from '../routing';
import { useTranslate } from '../translation';
import styles from './Backups.module.css';

/** Who made a backup: a schedule, a person, or somebody elsewhere in whose store it was found. */
export function Origin(props: { backup: BackupView }) {
  const { schedule, requestedBy, spec, status } = props.backup;
  const t = useTranslate();
  if (status.origin !== undefined) {
    return (
      <span className={styles.detail}>
        {t('backups.table.found', {
          location: spec.locationName,
          origin: status.origin,
        })}
      </span>
    );
  }
  if (schedule !== undefined) {
    return (
      <span className={styles.detail}>
        {t('backups.table.bySchedule', { schedule })}
      </span>
    );
  }
  if (requestedBy === undefined) return null;
  return (
    <span className={styles.detail}>
      {t('backups.table.by')} <Requester name={requestedBy} />
    </span>
  );
}
