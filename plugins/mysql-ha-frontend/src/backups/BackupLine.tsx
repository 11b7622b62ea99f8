import type { BackupsView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { LiveSource, useNow } from '../live';
import { useTranslate } from '../translation';
import { ToneIcon } from '../ui';
import styles from './Backups.module.css';
import { lineOf } from './lineOf';

/** Backups in a line of the overview. Why they can’t be read the card of backups says, and nobody twice. */
export function BackupLine(props: { source: LiveSource<BackupsView> }) {
  const { live } = props.source;
  const t = useTranslate();
  const now = useNow(10_000);
  if (live.state !== 'ready') return null;
  const { tone, parts } = lineOf(live.value, now, t);
  return (
    <p className={styles.line}>
      <ToneIcon tone={tone} size={14} />{' '}
      <span className={styles.lineTerm}>{t('backups.line.term')}: </span>
      {parts.join(' · ')}
    </p>
  );
}
