import {
  Cell,
  CellText,
  Column,
  ColumnConfig,
  VisuallyHidden,
} from '@backstage/ui';
import type { InstanceStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { ReactNode } from 'react';
import type { Translate } from '../translation';
import { ToneIcon } from '../ui';
import { instanceTone } from '../verdict';
import { duration, NOTHING } from '../words';
import { GtidSet } from './GtidSet';
import styles from './Instances.module.css';

/** An instance as a row of the table. */
export type InstanceRow = InstanceStatus & { readonly id: string };

/**
 * The columns of the table.
 * @param menu - what can be done to an instance
 */
export function instanceColumns(
  t: Translate,
  menu: (instance: string) => ReactNode,
): ColumnConfig<InstanceRow>[] {
  return [
    {
      id: 'name',
      defaultWidth: '1.5fr',
      minWidth: 120,
      label: t('instances.name'),
      isRowHeader: true,
      cell: row => <CellText title={row.name} />,
    },
    {
      id: 'role',
      width: 92,
      label: t('instances.role'),
      cell: row => (
        <CellText title={row.role ? t(`status.role.${row.role}`) : NOTHING} />
      ),
    },
    {
      id: 'state',
      defaultWidth: '2.5fr',
      minWidth: 150,
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
      minWidth: 100,
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
      minWidth: 120,
      label: t('instances.source'),
      cell: row => <CellText title={row.source ?? NOTHING} />,
    },
    {
      id: 'lag',
      width: 76,
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
      minWidth: 136,
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
    {
      id: 'actions',
      width: 64,
      label: t('instances.actions'),
      header: () => (
        <Column id="actions" width={64}>
          <VisuallyHidden>{t('instances.actions')}</VisuallyHidden>
        </Column>
      ),
      cell: row => <Cell>{menu(row.name)}</Cell>,
    },
  ];
}
