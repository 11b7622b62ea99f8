import { Button, Text, VisuallyHidden } from '@backstage/ui';
import type {
  ClusterEvents,
  ClusterKey,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { LiveSource, useNow } from '../live';
import { LivePart } from '../states';
import { useTranslate } from '../translation';
import { Panel, ToneIcon } from '../ui';
import { age, clock } from '../words';
import styles from './Events.module.css';

const SHOWN_AT_FIRST = 8;

/** The cluster's Kubernetes events, newest first. */
export function EventsPanel(props: {
  cluster: ClusterKey;
  source: LiveSource<ClusterEvents>;
}) {
  const { cluster, source } = props;
  const t = useTranslate();
  return (
    <Panel title={t('events.title')}>
      <LivePart source={source} cluster={cluster} placeholder={160}>
        {value => <EventList events={value.items} />}
      </LivePart>
    </Panel>
  );
}

function EventList(props: { events: ClusterEvents['items'] }) {
  const { events } = props;
  const t = useTranslate();
  const now = useNow(10_000);
  const [all, setAll] = useState(false);
  if (events.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('events.empty')}
      </Text>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {events.slice(0, all ? undefined : SHOWN_AT_FIRST).map(event => (
          <li
            key={`${event.at} ${event.object} ${event.reason} ${event.message}`}
            className={styles.event}
          >
            <ToneIcon tone={event.type === 'Warning' ? 'warn' : 'note'} />
            <div className={styles.text}>
              <VisuallyHidden>
                {t(
                  event.type === 'Warning' ? 'events.warning' : 'events.normal',
                )}
              </VisuallyHidden>
              <span className={styles.reason}>{event.reason}</span>{' '}
              {event.message}
              <div className={styles.about}>
                {event.object}
                {event.count > 1 &&
                  ` · ${t('events.times', { number: String(event.count) })}`}
              </div>
            </div>
            <time
              className={styles.time}
              dateTime={event.at}
              title={clock(event.at, now)}
            >
              {age(event.at, now)}
            </time>
          </li>
        ))}
      </ul>
      {events.length > SHOWN_AT_FIRST && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setAll(value => !value)}
        >
          {all
            ? t('events.fewer')
            : t('events.all', { number: String(events.length) })}
        </Button>
      )}
    </>
  );
}
