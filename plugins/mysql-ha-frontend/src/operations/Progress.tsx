import { Alert, Text, VisuallyHidden } from '@backstage/ui';
import type { OperationView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useNow } from '../live';
import { useTranslate } from '../translation';
import { Said, ToneIcon } from '../ui';
import { milliseconds } from '../words';
import styles from './Operations.module.css';
import { STEP_TONES } from './stepTones';
import { hasEnded } from './useOperationRun';

/** The steps of an operation as they are done, and how it ended. */
export function Progress(props: { operation: OperationView }) {
  const { operation } = props;
  const { phase, message, steps } = operation;
  const t = useTranslate();
  const now = useNow(500);
  return (
    <div className={styles.progress}>
      <div role="status">
        {hasEnded(operation) ? (
          <Alert
            status={phase === 'Succeeded' ? 'success' : 'danger'}
            icon
            title={t(`operations.phase.${phase}`)}
            description={message && <Said text={message} />}
          />
        ) : (
          <Text as="p">
            {message ??
              t(
                phase === 'Pending'
                  ? 'operations.waiting.Pending'
                  : 'operations.waiting.Running',
              )}
          </Text>
        )}
      </div>
      {steps.length > 0 && (
        <ol className={styles.steps} aria-label={t('operations.steps')}>
          {steps.map((step, index) => (
            <li key={`${index} ${step.name}`} className={styles.step}>
              <ToneIcon tone={STEP_TONES[step.state]} />
              <span className={styles.stepName}>{step.name}</span>
              <VisuallyHidden>
                {t(`incident.step.${step.state}`)}
              </VisuallyHidden>
              <span className={styles.took}>
                {tookOf(step.durationMs, step.startedAt, step.state, now)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function tookOf(
  durationMs: number | undefined,
  startedAt: string | undefined,
  state: OperationView['steps'][number]['state'],
  now: number,
): string | undefined {
  if (durationMs !== undefined) return milliseconds(durationMs);
  return state === 'Running' && startedAt !== undefined
    ? milliseconds(now - Date.parse(startedAt))
    : undefined;
}
