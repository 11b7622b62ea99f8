import { Alert, Radio, RadioGroup, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  BackupView,
  ClusterKey,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { mysqlHaApiRef } from '../../api';
import { useTranslate } from '../../translation';
import { ActionDialog, useAccepted } from '../../ui';

/** Deletes a backup after its name was typed, alone or with its data: that is asked, and neither is the default. */
export function DeleteBackupDialog(props: {
  cluster: ClusterKey;
  backup: BackupView;
  /** Whether there is no other one from which data could be had back. */
  last: boolean;
  onDone: () => void;
  onClose: () => void;
}) {
  const { cluster, backup, last } = props;
  const { name, spec, status } = backup;
  const t = useTranslate();
  const api = useApi(mysqlHaApiRef);
  const accept = useAccepted(props.onDone);
  const [what, setWhat] = useState<string | null>(null);
  const withData = what === 'data';
  const names = { backup: name, location: spec.locationName };

  const send = async (typed: string) => {
    await api.deleteBackup(cluster, name, { confirm: typed, withData });
    accept(
      t(
        withData ? 'backups.remove.doneData' : 'backups.remove.doneEntry',
        names,
      ),
      'info',
    );
  };

  return (
    <ActionDialog
      title={t('backups.remove.title', names)}
      submit={t(
        withData ? 'backups.remove.submitData' : 'backups.remove.submitEntry',
      )}
      destructive
      confirmName={name}
      asksFirst
      ready={what !== null}
      onSubmit={send}
      onClose={props.onClose}
    >
      <RadioGroup
        label={t('backups.remove.what')}
        value={what}
        onChange={setWhat}
      >
        {/* A dialog's focus belongs on its first field (ARIA Authoring Practices, Dialog pattern). */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <Radio value="entry" autoFocus>
          {t('backups.remove.entry')}
        </Radio>
        <Radio value="data">{t('backups.remove.data')}</Radio>
      </RadioGroup>
      {what === 'entry' && (
        <Text as="p" variant="body-small" color="secondary">
          {status.path === undefined
            ? t('backups.remove.entryNothing', names)
            : t('backups.remove.entryText', { ...names, path: status.path })}
        </Text>
      )}
      {withData && (
        <Alert
          status="danger"
          icon
          title={
            last
              ? t('backups.remove.last', {
                  cluster: `${cluster.namespace}/${cluster.name}`,
                })
              : undefined
          }
          description={t('backups.remove.dataText', names)}
        />
      )}
    </ActionDialog>
  );
}
