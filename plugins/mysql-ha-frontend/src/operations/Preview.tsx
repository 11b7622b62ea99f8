import { Alert, Button, Skeleton, Text } from '@backstage/ui';
import { useNow } from '../live';
import { useTranslate } from '../translation';
import { Said } from '../ui';
import { messageOf } from '../words';
import { AtRisk } from './AtRisk';
import styles from './Operations.module.css';
import { hasEnded, OperationRun } from './useOperationRun';

/** A dry run takes one look of the engine, a fraction of a second; after this long nobody may be there. */
const PATIENCE_MS = 10_000;

/** What would happen, as the system itself says it after a dry run. */
export function Preview(props: {
  run: OperationRun;
  /** When it was asked, in milliseconds since the epoch. */
  askedAt: number;
  onRetry: () => void;
}) {
  const { run, askedAt, onRetry } = props;
  const t = useTranslate();
  const late = useNow() - askedAt > PATIENCE_MS;
  if (run.state === 'failed') {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('operations.previewFailed')}
        description={messageOf(run.error)}
        customActions={
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('states.retry')}
          </Button>
        }
      />
    );
  }
  if (run.state !== 'following' || !hasEnded(run.seen)) {
    return (
      <div role="status">
        <Text as="p" variant="body-small" color="secondary">
          {late ? t('operations.late') : t('operations.planning')}
        </Text>
        <Skeleton width="100%" height={64} aria-hidden />
      </div>
    );
  }
  const { phase, message, plan, transactionsAtRisk } = run.seen;
  if (phase === 'Failed') {
    return (
      <Alert
        role="alert"
        status="warning"
        icon
        title={t('operations.refused')}
        description={<Said text={message ?? t('operations.noReason')} />}
      />
    );
  }
  return (
    <section aria-label={t('operations.plan')} className={styles.plan}>
      <Text as="h3" variant="body-small" weight="bold">
        {t('operations.plan')}
      </Text>
      {plan.length === 0 ? (
        <Text as="p">{message ?? t('operations.nothing')}</Text>
      ) : (
        <ol className={styles.sentences}>
          {plan.map((sentence, index) => (
            <li key={`${index} ${sentence}`}>{sentence}</li>
          ))}
        </ol>
      )}
      {transactionsAtRisk !== undefined && (
        <AtRisk transactions={transactionsAtRisk} />
      )}
    </section>
  );
}
