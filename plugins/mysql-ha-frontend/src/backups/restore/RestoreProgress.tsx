import { Alert, Link, Text } from '@backstage/ui';
import type { RestoreView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useNow } from '../../live';
import { clusterPath, usePortalPaths } from '../../routing';
import { useTranslate } from '../../translation';
import { Said } from '../../ui';
import { clock } from '../../words';
import { ProgressBar } from '../ProgressBar';
import styles from './Restore.module.css';
import { hasEnded } from './useRestoreRun';

/** How a restore goes, and the way to what it made. */
export function RestoreProgress(props: { restore: RestoreView | undefined }) {
  const { restore } = props;
  const t = useTranslate();
  const now = useNow();
  const { fleet } = usePortalPaths();
  const phase = restore?.status.phase ?? 'Pending';
  const { message, progress, restoredTo } = restore?.status ?? {};
  const target = restore?.spec.target.clusterName;
  return (
    <div className={styles.column}>
      <div role="status">
        {restore && hasEnded(restore) ? (
          <Alert
            status={phase === 'Succeeded' ? 'success' : 'danger'}
            icon
            title={t(`backups.restoring.phase.${phase}`)}
            description={message && <Said text={message} />}
          />
        ) : (
          <>
            <Text as="p" weight="bold">
              {t(`backups.restoring.phase.${phase}`)}
            </Text>
            {message && <Text as="p">{message}</Text>}
            <Text as="p" variant="body-small" color="secondary">
              {t('backups.restoring.goesOn')}
            </Text>
          </>
        )}
      </div>
      {restore && progress && phase === 'Running' && (
        <ProgressBar name={restore.name} progress={progress} />
      )}
      {restoredTo?.time && (
        <Text as="p" variant="body-small" color="secondary">
          {t('backups.restoring.reached', {
            time: clock(restoredTo.time, now),
          })}
        </Text>
      )}
      {restore && target && fleet && phase === 'Succeeded' && (
        <Link
          href={clusterPath(fleet, {
            namespace: restore.namespace,
            name: target,
          })}
        >
          {t('backups.restoring.open', { cluster: target })}
        </Link>
      )}
    </div>
  );
}
