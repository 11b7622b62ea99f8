import { Alert } from '@backstage/ui';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../../translation';
import { TypedName } from '../../ui';

/** What it means to replace the data of a cluster, and the consent. */
export function InPlace(props: {
  cluster: ClusterView;
  typed: string;
  onType: (typed: string) => void;
}) {
  const { cluster, typed, onType } = props;
  const t = useTranslate();
  const about = `${cluster.namespace}/${cluster.name}`;
  const loses = cluster.spec.deletionPolicy === 'Delete';
  return (
    <>
      <Alert
        status={loses ? 'danger' : 'warning'}
        icon
        title={t('backups.restoring.inPlaceTitle', { cluster: about })}
        description={[
          t('backups.restoring.inPlaceText'),
          t(
            loses
              ? 'backups.restoring.inPlaceDelete'
              : 'backups.restoring.inPlaceRetain',
          ),
        ].join(' ')}
      />
      <TypedName name={cluster.name} typed={typed} onType={onType} />
    </>
  );
}
