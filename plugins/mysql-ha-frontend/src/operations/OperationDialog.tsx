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
  ClusterView,
  OperationType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../translation';
import { OperationForm } from './OperationForm';
import { Progress } from './Progress';
import { useOperationRun } from './useOperationRun';

/** Asks for an operation after showing what it will do, then follows it to its end. */
export function OperationDialog(props: {
  cluster: ClusterView;
  type: OperationType;
  /** The instance, of operations that are about one. */
  instance?: string;
  /** Called when the operation was accepted. */
  onDone: () => void;
  onClose: () => void;
}) {
  const { cluster, type, instance, onDone, onClose } = props;
  const t = useTranslate();
  const { run, start } = useOperationRun(cluster);
  const about = instance ?? `${cluster.namespace}/${cluster.name}`;
  return (
    <Dialog
      isOpen
      width={560}
      onOpenChange={isOpen => {
        if (!isOpen) onClose();
      }}
    >
      <DialogHeader>{t(`operations.${type}.title`, { about })}</DialogHeader>
      {run.state === 'following' ? (
        <>
          <DialogBody>
            <Flex direction="column" gap="3">
              <Progress operation={run.seen} />
              {run.failure !== undefined && (
                <Text as="p" variant="body-small" color="secondary">
                  {t('operations.unread')}
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
        <OperationForm
          cluster={cluster}
          type={type}
          instance={instance}
          pending={run.state === 'asking'}
          failure={run.state === 'failed' ? run.error : undefined}
          onSubmit={body => start(body, onDone)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
