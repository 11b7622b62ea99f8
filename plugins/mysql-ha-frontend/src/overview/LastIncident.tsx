import { Text } from '@backstage/ui';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { IncidentRecord, incidentWords, Lost } from '../incidents';
import { useNow } from '../live';
import { useTranslate } from '../translation';
import { clock } from '../words';
import styles from './LastIncident.module.css';

/** The last change of primary or rebuild: one line, and what happened for who opens it. */
export function LastIncident(props: { cluster: ClusterView }) {
  const t = useTranslate();
  const now = useNow(10_000);
  const [open, setOpen] = useState(false);
  const incident = props.cluster.status.incidents?.at(0);
  if (!incident) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('overview.facts.lastIncident')}: {t('overview.facts.noIncident')}
      </Text>
    );
  }
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary
        className={styles.summary}
        title={clock(incident.startedAt, now)}
      >
        <span className={styles.term}>
          {t('overview.facts.lastIncident')}:{' '}
        </span>
        {incidentWords(incident, now, t)} <Lost incident={incident} />
      </summary>
      {open && <IncidentRecord incident={incident} now={now} />}
    </details>
  );
}
