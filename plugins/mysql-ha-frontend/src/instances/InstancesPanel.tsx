import { Cell, CellText, ColumnConfig, Table } from '@backstage/ui';
import type {
  ClusterView,
  InstanceStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useMemo } from 'react';
import { Translate, useTranslate } from '../translation';
import { CopyButton, Panel, ToneIcon } from '../ui';
import { instanceTone } from '../verdict';
import { duration } from '../words';
import styles from './Instances.module.css';

type Row = InstanceStatus & { readonly id: string };

const NOTHING = '–';

/** Each instance with all that is known of it. */
export function InstancesPanel(props: { cluster: ClusterView }) {
  const t = useTranslate();
  const rows = useMemo(
    () =>
      (props.cluster.status.instances ?? [])
        .map(each => ({ ...each, id: each.name }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    [props.cluster],
  );
  const columns = useMemo(() => columnsFor(t), [t]);
  return (
    <Panel title={t('instances.title')}>
      <Table
        columnConfig={columns}
        data={rows}
        pagination={{ type: 'none' }}
        emptyState={t('instances.empty')}
      />
    </Panel>
  );
}

function columnsFor(t: Translate): ColumnConfig<Row>[] {
  return [
    {
      id: 'name',
      defaultWidth: '1.5fr',
      minWidth: 130,
      label: t('instances.name'),
      isRowHeader: true,
      cell: row => <CellText title={row.name} />,
    },
    {
      id: 'role',
      width: 100,
      label: t('instances.role'),
      cell: row => (
        <CellText title={row.role ? t(`status.role.${row.role}`) : NOTHING} />
      ),
    },
    {
      id: 'state',
      defaultWidth: '2.5fr',
      minWidth: 160,
      label: t('instances.state'),
      cell: row => (
        <Cell>
          <span className={styles.state}>
            <ToneIcon tone={instanceTone(row.state)} />
            {t(`status.state.${row.state}`)}
          </span>
          {row.message && <p className={styles.message}>{row.message}</p>}
          {row.errantGtids && (
            <p className={styles.message}>
              {t('instances.errant', { gtids: row.errantGtids })}
            </p>
          )}
        </Cell>
      ),
    },
    {
      id: 'node',
      defaultWidth: '1.5fr',
      minWidth: 110,
      label: t('instances.node'),
      cell: row => <CellText title={row.node ?? NOTHING} />,
    },
    {
      id: 'version',
      width: 100,
      label: t('instances.version'),
      cell: row => <CellText title={row.version ?? NOTHING} />,
    },
    {
      id: 'source',
      defaultWidth: '1.5fr',
      minWidth: 130,
      label: t('instances.source'),
      cell: row => <CellText title={row.source ?? NOTHING} />,
    },
    {
      id: 'lag',
      width: 84,
      label: t('instances.lag'),
      cell: row => (
        <CellText
          title={
            row.role === 'Primary' || row.lagSeconds === undefined
              ? NOTHING
              : duration(row.lagSeconds)
          }
        />
      ),
    },
    {
      id: 'transactions',
      defaultWidth: '2fr',
      minWidth: 150,
      label: t('instances.transactions'),
      cell: row => (
        <Cell>
          {row.gtidExecuted ? (
            <GtidSet name={row.name} set={row.gtidExecuted} />
          ) : (
            NOTHING
          )}
        </Cell>
      ),
    },
  ];
}

function GtidSet(props: { name: string; set: string }) {
  const t = useTranslate();
  return (
    <details className={styles.gtids}>
      <summary aria-label={t('instances.show', { name: props.name })}>
        {t('instances.gtidSet')}
      </summary>
      <span className={styles.set}>
        <code>{props.set}</code>
        <CopyButton
          text={props.set}
          label={t('instances.copyGtid', { name: props.name })}
        />
      </span>
    </details>
  );
}
