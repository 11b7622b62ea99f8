import type { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { ReactNode } from 'react';
import { useTranslate } from '../translation';
import { CopyButton } from '../ui';
import { clock } from '../words';
import styles from './Incidents.module.css';
import { StepBars } from './StepBars';

/** All that was recorded of an incident: why, on whose word, what was done, what it cost. */
export function IncidentRecord(props: { incident: Incident; now: number }) {
  const { incident, now } = props;
  const t = useTranslate();
  return (
    <div className={styles.record}>
      <dl className={styles.facts}>
        <Fact term={t('incident.cause')}>{incident.cause}</Fact>
        {incident.evidence.length > 0 && (
          <Fact term={t('incident.evidence')}>
            <ul className={styles.evidence}>
              {incident.evidence.map(each => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </Fact>
        )}
        {incident.operation && (
          <Fact term={t('incident.operation')}>{incident.operation}</Fact>
        )}
        {incident.lostGtids && (
          <Fact term={t('incident.lostSet')}>
            <code>{incident.lostGtids}</code>
            <CopyButton
              text={incident.lostGtids}
              label={t('incident.copyLost')}
            />
          </Fact>
        )}
      </dl>
      {incident.steps.length > 0 && (
        <StepBars
          incident={incident}
          time={clock(incident.startedAt, now)}
          now={now}
        />
      )}
    </div>
  );
}

function Fact(props: { term: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
