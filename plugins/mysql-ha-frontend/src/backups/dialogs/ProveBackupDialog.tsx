import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  BackupView,
  ClusterKey,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { mysqlHaApiRef } from '../../api';
import { useTranslate } from '../../translation';
import { ActionDialog, useAccepted } from '../../ui';

/** Has a backup proved by a restore that nobody uses, now and not when the schedule comes to it. */
export function ProveBackupDialog(props: {
  cluster: ClusterKey;
  backup: BackupView;
  onDone: () => void;
  onClose: () => void;
}) {
  const { cluster } = props;
  const { name } = props.backup;
  const t = useTranslate();
  const api = useApi(mysqlHaApiRef);
  const accept = useAccepted(props.onDone);
  const send = async () => {
    await api.verifyBackup(cluster, name);
    accept(t('backups.prove.done', { backup: name }), 'info');
  };
  return (
    <ActionDialog
      title={t('backups.prove.title', { backup: name })}
      submit={t('backups.prove.submit')}
      onSubmit={send}
      onClose={props.onClose}
    >
      <Text as="p">{t('backups.prove.text')}</Text>
    </ActionDialog>
  );
}
