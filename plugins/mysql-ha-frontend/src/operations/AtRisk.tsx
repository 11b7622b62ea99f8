import { Alert } from '@backstage/ui';
import { useTranslate } from '../translation';
import { CopyButton } from '../ui';
import { countTransactions } from './countTransactions';
import styles from './Operations.module.css';

/** Exactly which acknowledged transactions a forced failover loses, as far as they are known. */
export function AtRisk(props: { transactions: string }) {
  const { transactions } = props;
  const t = useTranslate();
  if (transactions === '') {
    return (
      <Alert status="info" icon description={t('operations.atRiskNone')} />
    );
  }
  return (
    <Alert
      status="danger"
      icon
      title={t('operations.atRisk', { count: countTransactions(transactions) })}
      description={
        <span className={styles.set}>
          <code>{transactions}</code>
          <CopyButton text={transactions} label={t('operations.copyAtRisk')} />
        </span>
      }
    />
  );
}
