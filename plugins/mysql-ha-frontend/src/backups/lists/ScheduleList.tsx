import { Text } from '@backstage/ui';
import type { BackupScheduleView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../../translation';
import { useTranslate } from '../../translation';
import { Said, ToneChip } from '../../ui';
import { age, clock, duration } from '../../words';
import styles from './Lists.module.css';

/** Each schedule: when, when next, what it keeps, and what it has to say. */
export function ScheduleList(props: {
  schedules: readonly BackupScheduleView[];
  now: number;
}) {
  const { schedules, now } = props;
  const t = useTranslate();
  return (
    <section aria-label={t('backups.schedules.title')} className={styles.part}>
      <Text as="h3" variant="body-medium" weight="bold">
        {t('backups.schedules.title')}
      </Text>
      {schedules.length === 0 ? (
        <Text as="p" variant="body-small" color="secondary">
          {t('backups.schedules.none')}
        </Text>
      ) : (
        <ul className={styles.list}>
          {schedules.map(({ name, spec, status }) => (
            <li key={name} className={styles.entry}>
              <p className={styles.head}>
                <span className={styles.name}>{name}</span>
                <code>
                  {t('backups.schedules.when', {
                    schedule: spec.schedule,
                    timeZone: spec.timeZone,
                  })}
                </code>
                {spec.suspend && (
                  <ToneChip tone="off">
                    {t('backups.schedules.suspended')}
                  </ToneChip>
                )}
              </p>
              <p className={styles.detail}>
                {[
                  !spec.suspend && nextWords(status.nextScheduleTime, now, t),
                  lastWords(status.lastSuccessfulTime, now, t),
                  keepsWords(spec.retention, t),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {status.message && (
                <div className={styles.said}>
                  <Said text={status.message} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function nextWords(
  next: string | undefined,
  now: number,
  t: Translate,
): string | undefined {
  if (next === undefined) return undefined;
  const ahead = (Date.parse(next) - now) / 1_000;
  return ahead > 0
    ? t('backups.schedules.next', {
        time: clock(next, now),
        span: duration(ahead),
      })
    : t('backups.schedules.due');
}

function lastWords(last: string | undefined, now: number, t: Translate) {
  const since = age(last, now);
  return since === undefined
    ? t('backups.schedules.neverYet')
    : t('backups.schedules.last', { age: since });
}

function keepsWords(
  { keepLast, maxAge }: BackupScheduleView['spec']['retention'],
  t: Translate,
): string {
  if (keepLast === undefined) {
    return maxAge === undefined
      ? t('backups.schedules.keepsAll')
      : t('backups.schedules.onlyMaxAge', { age: maxAge });
  }
  return [
    t('backups.schedules.keepLast', { count: keepLast }),
    maxAge !== undefined && t('backups.schedules.maxAge', { age: maxAge }),
  ]
    .filter(Boolean)
    .join(' ');
}
