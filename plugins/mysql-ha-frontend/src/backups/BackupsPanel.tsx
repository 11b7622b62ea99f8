import { Button } from '@backstage/ui';
import type {
  BackupsView,
  BackupView,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RiHistoryLine, RiLockLine, RiSave3Line } from '@remixicon/react';
import { useState } from 'react';
import type { LiveSource } from '../live';
import { LivePart } from '../states';
import { useTranslate } from '../translation';
import { ForbiddenDialog, Panel } from '../ui';
import { BackupsContent } from './BackupsContent';
import styles from './Backups.module.css';
import { isGood } from './backupState';
import {
  BackUpNowDialog,
  DeleteBackupDialog,
  ProveBackupDialog,
} from './dialogs';
import { RestoreDialog } from './restore';
import { BackupsAction, useMissingPermission } from './useMissingPermission';

interface Chosen {
  readonly action: BackupsAction;
  readonly backup?: BackupView;
}

/** All about the backups of a cluster: what there is, what can be restored, and what can be done. */
export function BackupsPanel(props: {
  cluster: ClusterView;
  source: LiveSource<BackupsView>;
}) {
  const { cluster, source } = props;
  const t = useTranslate();
  const missing = useMissingPermission(cluster);
  const [chosen, setChosen] = useState<Chosen | undefined>(undefined);
  const view = source.live.state === 'ready' ? source.live.value : undefined;
  const close = () => setChosen(undefined);
  const forbidden = chosen && missing(chosen.action);
  const canRestore = view?.backups.some(isGood) ?? false;

  return (
    <Panel
      title={t('backups.title')}
      actions={
        view && (
          <div className={styles.actions}>
            {canRestore && (
              <Button
                size="small"
                variant="secondary"
                iconStart={
                  missing('restore') ? <RiLockLine /> : <RiHistoryLine />
                }
                onPress={() => setChosen({ action: 'restore' })}
              >
                {t('backups.restore')}
              </Button>
            )}
            {!cluster.deleting && (
              <Button
                size="small"
                variant="primary"
                iconStart={missing('create') ? <RiLockLine /> : <RiSave3Line />}
                onPress={() => setChosen({ action: 'create' })}
              >
                {t('backups.now')}
              </Button>
            )}
          </div>
        )
      }
    >
      <LivePart source={source} cluster={cluster} placeholder={320}>
        {value => (
          <BackupsContent
            cluster={cluster}
            view={value}
            missing={missing}
            onChoose={(backup, action) => setChosen({ action, backup })}
          />
        )}
      </LivePart>
      {forbidden && (
        <ForbiddenDialog
          cluster={`${cluster.namespace}/${cluster.name}`}
          permission={forbidden}
          onClose={close}
        />
      )}
      {chosen && view && !forbidden && (
        <OpenDialog
          chosen={chosen}
          cluster={cluster}
          view={view}
          onDone={source.refresh}
          onClose={close}
        />
      )}
    </Panel>
  );
}

function OpenDialog(props: {
  chosen: Chosen;
  cluster: ClusterView;
  view: BackupsView;
  onDone: () => void;
  onClose: () => void;
}) {
  const { chosen, ...shared } = props;
  const { action, backup } = chosen;
  switch (action) {
    case 'create':
      return <BackUpNowDialog {...shared} />;
    case 'restore':
      return <RestoreDialog {...shared} backup={backup?.name} />;
    case 'prove':
      return backup ? <ProveBackupDialog {...shared} backup={backup} /> : null;
    case 'delete': {
      if (!backup) return null;
      const others = shared.view.backups.filter(
        each => each.name !== backup.name && isGood(each),
      );
      return (
        <DeleteBackupDialog
          {...shared}
          backup={backup}
          last={isGood(backup) && others.length === 0}
        />
      );
    }
    default:
      return action satisfies never;
  }
}
