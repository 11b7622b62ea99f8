import type { BackupsView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { ReactNode } from 'react';
import { useTranslate } from '../../translation';
import { BackupState, backupState } from '../backupState';
import { nextFiring } from '../nextFiring';
import { recoverableRange } from '../recoverableRange';
import styles from './Axis.module.css';
import { Sign, SignOf } from './Sign';

/** What the signs mean: those alone that are there to be seen. */
export function AxisLegend(props: { view: BackupsView }) {
  const { view } = props;
  const t = useTranslate();
  const states = new Set(view.backups.map(backupState));
  const range = recoverableRange(view);
  const has = (...some: BackupState[]) => some.some(each => states.has(each));
  return (
    <ul className={styles.legend} aria-label={t('backups.axis.legend')}>
      {range && (
        <Entry words={t('backups.axis.recoverable')}>
          <span className={styles.swatch} />
        </Entry>
      )}
      {range && range.gaps.length > 0 && (
        <Entry words={t('backups.axis.gap')}>
          <span className={`${styles.swatch} ${styles.gapSwatch}`} />
        </Entry>
      )}
      {has('Succeeded', 'Proved') && (
        <Sample of="Succeeded" words={t('backups.axis.good')} />
      )}
      {has('Proved') && <Sample of="Proved" words={t('backups.axis.proved')} />}
      {has('Failed', 'Refuted') && (
        <Sample of="Failed" words={t('backups.axis.failed')} />
      )}
      {has('Pending', 'Running') && (
        <Sample of="Running" words={t('backups.axis.busy')} />
      )}
      {nextFiring(view.schedules) && (
        <Sample of="next" words={t('backups.axis.next')} />
      )}
    </ul>
  );
}

function Entry(props: { words: string; children: ReactNode }) {
  return (
    <li className={styles.entry}>
      {props.children}
      {props.words}
    </li>
  );
}

const SIZE = 18;

function Sample(props: { of: SignOf; words: string }) {
  return (
    <Entry words={props.words}>
      <svg aria-hidden width={SIZE} height={SIZE}>
        <Sign of={props.of} x={SIZE / 2} y={SIZE / 2} />
      </svg>
    </Entry>
  );
}
