import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  ArchivedTransactionView,
  ClusterKey,
  NewestTransaction as Told,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useCallback } from 'react';
import { mysqlHaApiRef } from '../../api';
import { useTranslate } from '../../translation';
import { CopyButton } from '../../ui';
import { exactWords } from './moment';
import styles from './Restore.module.css';
import { useAnswer } from './useAnswer';

/** Which transaction a restore to a moment would end with: by it a person knows the moment again. */
export function NewestTransaction(props: {
  cluster: ClusterKey;
  /** RFC 3339, inclusive. */
  until: string;
}) {
  const { until } = props;
  const { namespace, name } = props.cluster;
  const t = useTranslate();
  const api = useApi(mysqlHaApiRef);
  const ask = useCallback(
    () => api.getNewestTransaction({ namespace, name }, until),
    [api, namespace, name, until],
  );
  const answer = useAnswer(ask);
  return (
    <div role="status" className={styles.newest}>
      {answer.state === 'answered' && <Transaction told={answer.answer} />}
      {answer.state === 'failed' && (
        <Small>
          {t('backups.restoring.newest.failed', { reason: answer.reason })}
        </Small>
      )}
      {(answer.state === 'asking' || answer.state === 'unasked') && (
        <Small>{t('backups.restoring.newest.asking')}</Small>
      )}
    </div>
  );
}

function Transaction(props: { told: Told }) {
  const { newest, change, lookedBackTo } = props.told;
  const t = useTranslate();
  if (!newest) return <Small>{t('backups.restoring.newest.none')}</Small>;
  const time = exactWords(newest.committedAt);
  if (!change)
    return (
      <>
        <Small>
          {t('backups.restoring.newest.onlyHeartbeats', {
            since: exactWords(lookedBackTo ?? newest.committedAt),
            time,
          })}
        </Small>
        <Gtid of={newest} />
      </>
    );
  return (
    <>
      <Small>
        {t('backups.restoring.newest.change', {
          time: exactWords(change.committedAt),
        })}
      </Small>
      <Gtid of={change} />
      {newest.gtid !== change.gtid && (
        <Small>{t('backups.restoring.newest.heartbeats', { time })}</Small>
      )}
    </>
  );
}

function Gtid(props: { of: ArchivedTransactionView }) {
  const t = useTranslate();
  const { gtid } = props.of;
  return (
    <span className={styles.gtid}>
      <code>{gtid}</code>
      <CopyButton text={gtid} label={t('backups.restoring.newest.copy')} />
    </span>
  );
}

function Small(props: { children: string }) {
  return (
    <Text as="p" variant="body-small" color="secondary">
      {props.children}
    </Text>
  );
}
