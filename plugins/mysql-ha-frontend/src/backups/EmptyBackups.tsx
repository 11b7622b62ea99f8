import { Alert, Text } from '@backstage/ui';
import type {
  BackupsView,
  ClusterKey,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RiSave3Line } from '@remixicon/react';
import { useTranslate } from '../translation';
import { Said } from '../ui';
import { reachability } from './lists';
import styles from './Empty.module.css';

/** Why backups matter, and the next step to the first one. */
export function EmptyBackups(props: {
  cluster: ClusterKey;
  view: BackupsView;
}) {
  const { locations } = props.view;
  const { namespace } = props.cluster;
  const t = useTranslate();
  const ready = locations.find(each => reachability(each).holds === 'True');
  const refused = locations
    .map(reachability)
    .find(({ holds }) => holds === 'False');
  return (
    <div className={styles.empty}>
      <RiSave3Line size={32} aria-hidden className={styles.icon} />
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('backups.empty.title')}
      </Text>
      <Text as="p" color="secondary">
        {t('backups.empty.text')}
      </Text>
      {locations.length === 0 && (
        <Text as="p">{t('backups.empty.noPlace', { namespace })}</Text>
      )}
      {ready && (
        <Text as="p">{t('backups.empty.ready', { location: ready.name })}</Text>
      )}
      {!ready && refused?.message && (
        <Alert
          status="warning"
          icon
          title={t('backups.empty.unready')}
          description={<Said text={refused.message} />}
        />
      )}
    </div>
  );
}
