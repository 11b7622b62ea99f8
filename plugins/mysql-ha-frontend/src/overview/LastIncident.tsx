import { Text } from '@backstage/ui';
import type {
  ClusterView,
  Incident,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useNow } from '../live';
import { Translate, useTranslate } from '../translation';
import { age, clock, duration } from '../words';
import styles from './LastIncident.module.css';

/** The last change of primary or rebuild: one line, and what happened for who opens it. */
export function LastIncident(props: { cluster: ClusterView }) {
  const t = useTranslate();
  const now = useNow(10_000);
  const incident = props.cluster.status.incidents?.at(0);
  if (!incident) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('overview.facts.lastIncident')}: {t('overview.facts.noIncident')}
      </Text>
    );
  }
  return (
    <details>
      <summary
        className={styles.summary}
        title={clock(incident.startedAt, now)}
      >
        <span className={styles.term}>
          {t('overview.facts.lastIncident')}:{' '}
        </span>
        {summary(incident, now, t)} <Lost count={incident.transactionsLost} />
      </summary>
      <dl className={styles.details}>
        <dt>{t('incident.cause')}</dt>
        <dd>{incident.cause}</dd>
        {incident.evidence.length > 0 && (
          <>
            <dt>{t('incident.evidence')}</dt>
            <dd>
              <ul className={styles.list}>
                {incident.evidence.map(each => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {incident.steps.length > 0 && (
          <>
            <dt>{t('incident.steps')}</dt>
            <dd>
              <ol className={styles.list}>
                {incident.steps.map(step => (
                  <li key={step.name} className={styles.step}>
                    <span>{step.name}</span>
                    <span className={styles.term}>
                      {step.durationMs === undefined
                        ? t(`incident.step.${step.state}`)
                        : `${t(`incident.step.${step.state}`)} · ${
                            step.durationMs
                          } ms`}
                    </span>
                  </li>
                ))}
              </ol>
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}

function summary(incident: Incident, now: number, t: Translate): string {
  const kind = t(`incident.kind.${incident.kind}`);
  const since = age(incident.startedAt, now);
  return [
    since === undefined ? kind : t('incident.ago', { kind, age: since }),
    incident.from && incident.to
      ? t('incident.moved', { from: incident.from, to: incident.to })
      : undefined,
    incident.outageMs === undefined
      ? undefined
      : t('incident.outage', { duration: duration(incident.outageMs / 1_000) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Lost(props: { count: number | undefined }) {
  const t = useTranslate();
  if (props.count === undefined) return null;
  return props.count === 0 ? (
    <span>· {t('incident.lostNone')}</span>
  ) : (
    <span className={styles.lost}>
      · {t('incident.lost', { count: props.count })}
    </span>
  );
}
