import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { ReactNode } from 'react';
import { EntityLink } from '../routing';
import { useTranslate } from '../translation';
import { readyWords, versionsOf } from '../verdict';
import { duration } from '../words';
import styles from './Facts.module.css';

/** The figures a person looks for next. */
export function Facts(props: { cluster: ClusterView }) {
  const { status, spec, owner } = props.cluster;
  const t = useTranslate();
  const node = status.instances?.find(
    each => each.name === status.primary,
  )?.node;
  const facts: ReadonlyArray<readonly [string, ReactNode]> = [
    [
      t('overview.facts.primary'),
      [status.primary ?? t('overview.facts.noPrimary'), node]
        .filter(Boolean)
        .join(' · '),
    ],
    [t('overview.facts.instances'), readyWords(props.cluster)],
    [
      t('overview.facts.lag'),
      status.lagSeconds === undefined
        ? t('overview.facts.unknown')
        : duration(status.lagSeconds),
    ],
    [
      t('overview.facts.version'),
      versionsOf(props.cluster) ?? t('overview.facts.unknown'),
    ],
    [t('overview.facts.topology'), t(`status.topology.${spec.topology}`)],
    [
      t('overview.facts.owner'),
      owner ? <EntityLink entityRef={owner} /> : t('overview.facts.unknown'),
    ],
  ];
  const shown =
    spec.topology === 'Single'
      ? facts.filter(([term]) => term !== t('overview.facts.lag'))
      : facts;
  return (
    <dl className={styles.facts}>
      {shown.map(([term, value]) => (
        <div key={term} className={styles.fact}>
          <dt className={styles.term}>{term}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
