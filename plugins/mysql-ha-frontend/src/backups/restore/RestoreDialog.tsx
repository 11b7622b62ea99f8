import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type {
  BackupsView,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../../translation';
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
  return (
    <Dialog
      isOpen
      width={640}
      onOpenChange={isOpen => {
        if (!isOpen) onClose();
      }}
    >
      <DialogHeader>
        {t('backups.restoring.title', {
          cluster: `${cluster.namespace}/${cluster.name}`,
        })}
      </DialogHeader>
      {run.state === 'following' ? (
        <>
          <DialogBody>
            <Flex direction="column" gap="3">
              <RestoreProgress restore={run.seen} />
              {run.failure !== undefined && (
                <Text as="p" variant="body-small" color="secondary">
                  {t('backups.restoring.unread')}
                </Text>
              )}
            </Flex>
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onPress={onClose}>
              {t('actions.close')}
            </Button>
          </DialogFooter>
        </>
      ) : (
        <RestoreForm
          cluster={cluster}
          view={view}
          backup={backup}
          pending={run.state === 'asking'}
          failure={run.state === 'failed' ? run.error : undefined}
          onSubmit={body => start(body, onDone)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
