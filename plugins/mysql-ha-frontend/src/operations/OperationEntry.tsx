import type { OperationView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { Requester } from '../routing';
import { useTranslate } from '../translation';
import { ToneChip } from '../ui';
import { RUN_TONES } from '../verdict';
import { age, clock } from '../words';
import styles from './Operations.module.css';
import { Progress } from './Progress';

/** One operation in a line, and its steps for who opens it. */
export function OperationEntry(props: {
  operation: OperationView;
  now: number;
}) {
  const { operation, now } = props;
  const { type, target, force, phase, reason, requestedBy, createdAt } =
    operation;
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <span className={styles.what}>
            {t(`operations.${type}.name`)}
            {target && ` · ${target}`}
            {force && ` · ${t('operations.forced')}`}
          </span>
          <ToneChip tone={RUN_TONES[phase]}>
            {t(`operations.phase.${phase}`)}
          </ToneChip>
          {createdAt && (
            <time
              className={styles.time}
              dateTime={createdAt}
              title={clock(createdAt, now)}
            >
              {t('operations.ago', { age: age(createdAt, now) ?? '' })}
            </time>
          )}
        </summary>
        {open && <Progress operation={operation} />}
      </details>
      <p className={styles.by}>
        {requestedBy && (
          <>
            {t('operations.by')} <Requester name={requestedBy} />
          </>
        )}
        {requestedBy && reason && ': '}
        {reason}
      </p>
    </li>
  );
}
