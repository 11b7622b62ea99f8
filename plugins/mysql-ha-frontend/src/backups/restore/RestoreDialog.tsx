import type {
  BackupsView,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../../translation';
import { RunDialog } from '../../ui';
import { RestoreForm } from './RestoreForm';
import { RestoreProgress } from './RestoreProgress';
import { useRestoreRun } from './useRestoreRun';

/** Restores into a new cluster, or in place, after showing what would be created; then follows it to its end. */
export function RestoreDialog(props: {
  cluster: ClusterView;
  view: BackupsView;
  /** The backup that was chosen beforehand. */
  backup?: string;
  /** Called when the restore was accepted. */
  onDone: () => void;
  onClose: () => void;
}) {
  const { cluster, view, backup, onDone, onClose } = props;
  const t = useTranslate();
  const { run, start } = useRestoreRun();
  const isFollowed = run.state === 'following';
  return (
    <RunDialog
      title={t('backups.restoring.title', {
        cluster: `${cluster.namespace}/${cluster.name}`,
      })}
      width={640}
      form={
        <RestoreForm
          cluster={cluster}
          view={view}
          backup={backup}
          pending={run.state === 'asking'}
          failure={run.state === 'failed' ? run.error : undefined}
          onSubmit={body => start(body, onDone)}
          onClose={onClose}
        />
      }
      progress={isFollowed ? <RestoreProgress restore={run.seen} /> : undefined}
      unread={
        isFollowed && run.failure !== undefined
          ? t('backups.restoring.unread')
          : undefined
      }
      onClose={onClose}
    />
  );
}
