import { Text } from '@backstage/ui';
import type {
  ClusterView,
  Incident,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { useNow } from '../live';
import { useTranslate } from '../translation';
import { Panel, ToneIcon } from '../ui';
import { clock } from '../words';
import { IncidentRecord } from './IncidentRecord';
import { incidentTone, incidentWords } from './incidentWords';
import styles from './Incidents.module.css';
import { Lost } from './Lost';

/** The last changes of primary and rebuilds on a line of time, the newest open. */
export function IncidentsPanel(props: { cluster: ClusterView }) {
  const t = useTranslate();
  const now = useNow(1_000);
  const incidents = props.cluster.status.incidents ?? [];
  return (
    <Panel title={t('incident.title')}>
      {incidents.length === 0 ? (
        <Text as="p" variant="body-medium" color="secondary">
          {t('incident.empty')}
        </Text>
      ) : (
        <ol className={styles.line}>
          {incidents.map((incident, index) => (
            <Entry
              key={`${incident.startedAt} ${incident.kind} ${incident.term}`}
              incident={incident}
              now={now}
              first={index === 0}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Entry(props: { incident: Incident; now: number; first: boolean }) {
  const { incident, now } = props;
  const t = useTranslate();
  const [open, setOpen] = useState(props.first);
  return (
    <li className={styles.entry}>
      <span className={styles.mark}>
        <ToneIcon tone={incidentTone(incident)} size={18} />
      </span>
      <details
        open={open}
        onToggle={event => setOpen(event.currentTarget.open)}
        className={styles.details}
      >
        <summary className={styles.summary}>
          {incidentWords(incident, now, t)} <Lost incident={incident} />
          <time className={styles.time} dateTime={incident.startedAt}>
            {clock(incident.startedAt, now)}
          </time>
        </summary>
        {open && <IncidentRecord incident={incident} now={now} />}
      </details>
    </li>
  );
}
