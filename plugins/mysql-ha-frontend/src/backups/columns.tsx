import {
  Cell,
  CellText,
  Column,
  ColumnConfig,
  VisuallyHidden,
} from '@backstage/ui';
import {
  BackupView,
  isRefuted,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { ReactNode } from 'react';
import type { Translate } from '../translation';
import { Said, ToneIcon } from '../ui';
import { age, clock, milliseconds, NOTHING } from '../words';
import { BACKUP_TONES, backupState, momentOf, tookOf } from './backupState';
import { sizeWords, stateWord } from './backupWords';
import styles from './Backups.module.css';
import { Origin } from './Origin';
import { ProgressBar } from './ProgressBar';

/** A backup as a row of the table. */
export type BackupRow = BackupView & { readonly id: string };

/**
 * The columns of the table.
 * @param menu - what can be done with a backup
 */
export function backupColumns(
  t: Translate,
  now: number,
  menu: (backup: BackupView) => ReactNode,
): ColumnConfig<BackupRow>[] {
  return [
    {
      id: 'name',
      defaultWidth: '2fr',
      minWidth: 196,
      label: t('backups.table.name'),
      isRowHeader: true,
      cell: row => (
        <Cell>
          <span className={styles.name}>{row.name}</span>
          <Origin backup={row} />
        </Cell>
      ),
    },
    {
      id: 'state',
      defaultWidth: '2fr',
      minWidth: 180,
      label: t('backups.table.state'),
      cell: row => (
        <Cell>
          <span className={styles.state}>
            <ToneIcon tone={BACKUP_TONES[backupState(row)]} />
            {stateWord(row, t)}
          </span>
          <More backup={row} />
        </Cell>
      ),
    },
    {
      id: 'taken',
      width: 96,
      label: t('backups.table.taken'),
      cell: row => {
        const moment = momentOf(row);
        if (!Number.isFinite(moment)) return <CellText title={NOTHING} />;
        const at = new Date(moment).toISOString();
        return (
          <Cell>
            <time dateTime={at} title={clock(at, now)}>
              {t('backups.table.ago', { age: age(at, now) ?? '' })}
            </time>
          </Cell>
        );
      },
    },
    {
      id: 'took',
      width: 84,
      label: t('backups.table.took'),
      cell: row => {
        const took = tookOf(row, now);
        return (
          <CellText title={took === undefined ? NOTHING : milliseconds(took)} />
        );
      },
    },
    {
      id: 'size',
      width: 92,
      label: t('backups.table.size'),
      cell: row => <CellText title={sizeWords(row) ?? NOTHING} />,
    },
    {
      id: 'method',
      width: 96,
      label: t('backups.table.method'),
      cell: ({ spec }) => (
        <CellText
          title={t(`backups.method.${spec.method}`)}
          description={spec.databases.join(', ') || undefined}
        />
      ),
    },
    {
      id: 'proved',
      width: 108,
      label: t('backups.table.proved'),
      cell: row => <CellText title={provedWords(row, now, t)} />,
    },
    {
      id: 'actions',
      width: 64,
      label: t('backups.table.actions'),
      header: () => (
        <Column id="actions" width={64}>
          <VisuallyHidden>{t('backups.table.actions')}</VisuallyHidden>
        </Column>
      ),
      cell: row => <Cell>{menu(row)}</Cell>,
    },
  ];
}

/** The engine's own sentence, where it is worth reading: it waits, it goes on, or it went wrong. */
function More(props: { backup: BackupView }) {
  const { backup } = props;
  const { message, progress, verification } = backup.status;
  switch (backupState(backup)) {
    case 'Running':
      return progress ? (
        <ProgressBar name={backup.name} progress={progress} />
      ) : null;
    case 'Pending':
    case 'Deleting':
    case 'Failed':
      return message ? (
        <span className={styles.message}>
          <Said text={message} />
        </span>
      ) : null;
    case 'Refuted':
      return verification?.message ? (
        <span className={styles.message}>
          <Said text={verification.message} />
        </span>
      ) : null;
    default:
      return null;
  }
}

function provedWords(
  { status }: BackupView,
  now: number,
  t: Translate,
): string {
  if (status.phase !== 'Succeeded') return NOTHING;
  const { phase } = status.verification ?? {};
  if (phase === 'Running') return t('backups.verification.Running');
  if (isRefuted(status)) return t('backups.verification.Refuted');
  const proof = age(status.verifiedAt, now);
  if (proof !== undefined) return t('backups.table.ago', { age: proof });
  return phase === 'Failed'
    ? t('backups.verification.Failed')
    : t('backups.table.notYet');
}
