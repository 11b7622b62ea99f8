import { Text } from '@backstage/ui';
import type {
  BackupLocationView,
  BackupsView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../../translation';
import { Said, ToneChip } from '../../ui';
import type { Tone } from '../../verdict';
import { age } from '../../words';
import styles from './Lists.module.css';
import { reachability } from './reachability';

const TONES = {
  True: 'good',
  False: 'bad',
  Unknown: 'busy',
} as const satisfies Record<string, Tone>;

/** Each place for backups, whether it can be used, and if not what its store says. */
export function LocationList(props: {
  view: Pick<BackupsView, 'locations' | 'defaultLocation'>;
  now: number;
}) {
  const { locations, defaultLocation } = props.view;
  const t = useTranslate();
  return (
    <section aria-label={t('backups.locations.title')} className={styles.part}>
      <Text as="h3" variant="body-medium" weight="bold">
        {t('backups.locations.title')}
      </Text>
      {locations.length === 0 ? (
        <Text as="p" variant="body-small" color="secondary">
          {t('backups.locations.none')}
        </Text>
      ) : (
        <ul className={styles.list}>
          {locations.map(location => (
            <Entry
              key={location.name}
              location={location}
              usual={location.name === defaultLocation}
              now={props.now}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Entry(props: {
  location: BackupLocationView;
  usual: boolean;
  now: number;
}) {
  const { location, usual, now } = props;
  const { name, status } = location;
  const t = useTranslate();
  const { holds, message, discovery } = reachability(location);
  const checked = age(status.lastCheckedAt, now);
  return (
    <li className={styles.entry}>
      <p className={styles.head}>
        <span className={styles.name}>{name}</span>
        <ToneChip tone={TONES[holds]}>
          {t(`backups.locations.reachable.${holds}`)}
        </ToneChip>
      </p>
      <p className={styles.detail}>
        {[
          status.place,
          usual && t('backups.locations.usual'),
          checked && t('backups.locations.checked', { age: checked }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {holds === 'False' && message && (
        <div className={styles.said}>
          <Said text={message} />
        </div>
      )}
      {discovery && (
        <div className={styles.said}>
          <Said text={discovery} />
        </div>
      )}
    </li>
  );
}
