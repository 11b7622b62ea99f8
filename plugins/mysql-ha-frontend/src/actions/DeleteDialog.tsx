import { Alert, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { mysqlHaApiRef } from '../api';
import { useTranslate } from '../translation';
import { ActionDialog, useAccepted } from '../ui';

/** Deletes a cluster after its name was typed, and says what happens to the volumes. */
export function DeleteDialog(props: {
  cluster: ClusterView;
  onDone: () => void;
  onClose: () => void;
}) {
  const { cluster } = props;
  const { namespace, name } = cluster;
  const t = useTranslate();
  const api = useApi(mysqlHaApiRef);
  const accept = useAccepted(props.onDone);
  const names = { cluster: `${namespace}/${name}` };
  const loses = cluster.spec.deletionPolicy === 'Delete';

  const send = async (typed: string) => {
    await api.deleteCluster({ namespace, name }, typed);
    accept(t('actions.delete.done', names), 'info');
  };

  return (
    <ActionDialog
      title={t('actions.delete.title', names)}
      submit={t('actions.delete.submit')}
      destructive
      confirmName={name}
      onSubmit={send}
      onClose={props.onClose}
    >
      <Text as="p">{t('actions.delete.text')}</Text>
      <Alert
        status={loses ? 'danger' : 'info'}
        icon
        description={t(
          loses ? 'actions.delete.delete' : 'actions.delete.retain',
        )}
      />
    </ActionDialog>
  );
}
