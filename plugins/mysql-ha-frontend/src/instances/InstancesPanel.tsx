import { usePermission } from '@backstage/plugin-permission-react';
import { Table } from '@backstage/ui';
import {
  clusterOperatePermission,
  ClusterView,
  OperationType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useMemo, useState } from 'react';
import {
  InstanceMenu,
  OperationDialog,
  operationsForInstance,
} from '../operations';
import { useTranslate } from '../translation';
import { ForbiddenDialog, HiddenColumns, Panel, useFittedColumns } from '../ui';
import { instanceColumns } from './columns';

/** Left out where there is no room, in this order; the topology and the card on top have most of it. */
const EXPENDABLE = ['version', 'transactions', 'source', 'node', 'lag', 'role'];

/** Each instance with all that is known of it and what can be done to it. */
export function InstancesPanel(props: {
  cluster: ClusterView;
  /** Called when the server has accepted an operation. */
  onDone: () => void;
}) {
  const { cluster, onDone } = props;
  const t = useTranslate();
  const resourceRef = `${cluster.namespace}/${cluster.name}`;
  const operate = usePermission({
    permission: clusterOperatePermission,
    resourceRef,
  });
  const [chosen, setChosen] = useState<Chosen | undefined>(undefined);
  const rows = useMemo(
    () =>
      (cluster.status.instances ?? [])
        .map(each => ({ ...each, id: each.name }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    [cluster],
  );
  const missing =
    operate.loading || operate.allowed
      ? undefined
      : clusterOperatePermission.name;
  const all = useMemo(
    () =>
      instanceColumns(t, instance => {
        const operations = operationsForInstance(cluster, instance);
        return operations.length === 0 ? null : (
          <InstanceMenu
            instance={instance}
            operations={operations}
            missing={missing}
            onChoose={type => setChosen({ instance, type })}
          />
        );
      }),
    [t, cluster, missing],
  );
  const columns = useFittedColumns(all, EXPENDABLE);
  const close = () => setChosen(undefined);
  return (
    <Panel title={t('instances.title')}>
      <div ref={columns.ref}>
        <Table
          columnConfig={columns.shown}
          data={rows}
          pagination={{ type: 'none' }}
          emptyState={t('instances.empty')}
        />
        <HiddenColumns columns={columns.hidden} />
      </div>
      {chosen && missing && (
        <ForbiddenDialog
          cluster={resourceRef}
          permission={missing}
          onClose={close}
        />
      )}
      {chosen && !missing && (
        <OperationDialog
          cluster={cluster}
          type={chosen.type}
          instance={chosen.instance}
          onDone={onDone}
          onClose={close}
        />
      )}
    </Panel>
  );
}

interface Chosen {
  readonly instance: string;
  readonly type: OperationType;
}
