import type {
  ClusterView,
  OperationType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../translation';
import { RunDialog } from '../ui';
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
  const isFollowed = run.state === 'following';
  return (
    <RunDialog
      title={t(`operations.${type}.title`, { about })}
      width={560}
      form={
        <OperationForm
          cluster={cluster}
          type={type}
          instance={instance}
          pending={run.state === 'asking'}
          failure={run.state === 'failed' ? run.error : undefined}
          onSubmit={body => start(body, onDone)}
          onClose={onClose}
        />
      }
      progress={isFollowed ? <Progress operation={run.seen} /> : undefined}
      unread={
        isFollowed && run.failure !== undefined
          ? t('operations.unread')
          : undefined
      }
      onClose={onClose}
    />
  );
}
